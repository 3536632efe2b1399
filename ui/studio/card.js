// One draft: its text, what the rules say of it, where its facts stand, its marks, and what may be done with it.
import {attempt, send, tell} from './server.js';
import {badge, button, make} from './element.js';
import {copy} from './clipboard.js';
import {CopyText} from './copytext.js';
import {isChanged, save, submit} from './saving.js';
import {keep, work} from './memory.js';
import {question} from './dialog.js';
import {rubric} from './rubric.js';
import {sourceButton} from './sources.js';
import {say} from './words.js';

/** `redrawn` is called with a card that takes this one's place. */
export class Card {
  constructor(draft, asked, house, redrawn) {
    Object.assign(this, {draft, asked, house, redrawn});
    this.channel = house.channels.find(({id}) => id === draft.channel) || {id: draft.channel, name: draft.channel};
    this.original = `${draft.title}\n${draft.body}`;
    this.category = category(house);
    this.text = new CopyText(draft, this.channel, this.category, () => this.#changed());
    this.stands = make('span', {class: 'stands'});
    this.acts = make('div', {class: 'acts'});
    this.element = make('article', {class: 'card', 'aria-label': this.name}, this.#head(), !draft.body.trim() && make('p', {class: 'late'}, say('draft.nothing')), this.text.element,
      make('p', {class: 'ai-label'}, draft.label || say('draft.label'), this.channel.reminder ? ` ${this.channel.reminder}` : ''),
      this.acts, points(draft), steps(draft), rubric(draft.rubric, draft.score));
    this.#stand();
  }

  get name() {
    const language = this.house.languages.find(({id}) => id === this.draft.language);
    return language && this.draft.language !== 'zh-Hans' ? `${this.channel.name} · ${language.name}` : this.channel.name;
  }

  #head() {
    const mode = this.draft.mode && badge('plain', say(`mode.${this.draft.mode}`, {}, this.draft.mode));
    const instead = this.draft.alternative && badge('plain', say('card.instead'));
    return make('header', {}, make('h3', {}, this.name), mode, instead, this.stands);
  }

  #changed() {
    this.#stand();
    keep();
  }

  /** The badge and the buttons, as the draft stands now. */
  #stand() {
    const {status, saved} = this.draft;
    if (this.was === `${status} ${saved?.state} ${isChanged(this.draft)}`) return; // or a button would lose its focus
    this.was = `${status} ${saved?.state} ${isChanged(this.draft)}`;
    this.stands.replaceChildren(badge(status, say(`status.${status}`)));
    const may = this.house.me.may.includes('write copy'), isOpen = !saved || ['draft', 'returned'].includes(saved.state);
    const shown = [
      button(say('draft.copy'), () => this.#copy()),
      isOpen && button(say('draft.another'), () => this.#another()),
      may && isOpen && isChanged(this.draft) && button(say(saved ? 'draft.update' : 'draft.save'), () => this.#save()),
      may && isOpen && button(say('draft.submit'), () => this.#submit(), {class: 'first'}),
      saved && make('a', {href: `#copies/${saved.id}`}, say('draft.open')),
    ];
    this.acts.replaceChildren(...shown.filter(Boolean));
  }

  #copy() {
    const {title, body, label} = this.draft;
    return attempt(async () => {
      await copy([title, body, label || say('draft.label')].filter(Boolean).join('\n'));
      tell(say('draft.copied'));
    });
  }

  #save() {
    return attempt(async () => {
      const isNew = !this.draft.saved;
      await save(this.draft, this.asked, this.category);
      this.#changed();
      tell(say(isNew ? 'draft.saved' : 'draft.updated'));
    });
  }

  #submit() {
    return attempt(async () => {
      if (isChanged(this.draft)) await save(this.draft, this.asked, this.category);
      this.#changed();
      await submit(this.draft);
      this.#changed();
      tell(say('draft.submitted'));
    });
  }

  async #another() {
    const isEdited = this.original !== `${this.draft.title}\n${this.draft.body}`;
    if (isEdited && !(await question({title: say('draft.another'), says: say('draft.another.ask')}))) return;
    await attempt(async () => {
      const {channel, language, seed = 0} = this.draft;
      const reply = await send('/api/drafts', {...this.asked, channels: [channel], language: language || this.asked.language, seed: seed + 1});
      const fresh = reply.drafts.find((each) => each.channel === channel);
      if (!fresh) return tell(reply.notes?.[0] || say('drafts.none'), true);
      this.redrawn({...fresh, seed: seed + 1});
      tell(say('draft.rewritten'));
    });
  }
}

/** The goods by the names that the rules know; what they have no name for is checked as anything is. */
function category({categories}) {
  const told = work.facts?.category;
  return told && !categories.some(({id}) => id === told) ? 'general' : told;
}

function points({selling_points: told = []}) {
  if (!told.length) return null;
  const checks = (point) => [point.check, point.checked, point.passed].flat().filter((each) => typeof each === 'string');
  return make('details', {}, make('summary', {}, `${say('draft.points')} ${told.length}`),
    make('ol', {}, told.map((point) => make('li', {}, point.text, ' ', sourceButton(point.source), checks(point).length ? make('span', {class: 'quiet'}, ` ${checks(point).join(';')}`) : null))));
}

function steps({steps: told = []}) {
  if (!told.length) return null;
  return make('details', {open: true}, make('summary', {}, say('draft.steps')), make('ol', {class: 'steps'}, told.map((step) => make('li', {}, typeof step === 'string' ? step : step.text || ''))));
}
