// Step 3: the drafts side by side, one at a time on a phone.
import {attempt, send, tell} from './server.js';
import {badge, make, once} from './element.js';
import {Card} from './card.js';
import {keep, work} from './memory.js';
import {lines} from './findings.js';
import {question} from './dialog.js';
import {request} from './brief.js';
import {isChanged} from './saving.js';
import {say} from './words.js';

export class Drafts {
  constructor(house) {
    this.house = house;
    this.about = make('div', {class: 'asked'});
    this.chooser = make('div', {class: 'chooser', role: 'group', 'aria-label': say('brief.channels')});
    this.cards = make('div', {class: 'cards'});
    this.element = make('section', {id: 'drafts', 'aria-labelledby': 'drafts-title'}, make('h2', {id: 'drafts-title', tabindex: -1}, say('drafts.title')), this.about, this.chooser, this.cards);
    this.#draw();
  }

  write(place) {
    return once(this.element, async () => {
      const {asked, why} = request();
      if (why) return tell(why, true);
      if (this.#isWorkedOn() && !(await question({title: say('brief.make'), says: say('drafts.replaced')}))) return;
      tell(say('brief.making'));
      await attempt(async () => {
        const reply = await send('/api/drafts', asked);
        work.reply = {...reply, asked, at: 0};
        for (const draft of reply.drafts) draft.first = `${draft.title}\n${draft.body}`;
        this.#draw();
        tell(reply.drafts.length ? say('drafts.done', {count: reply.drafts.length}) : say('drafts.none'), !reply.drafts.length);
        this.element.scrollIntoView({behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
      });
    });
  }

  #isWorkedOn() {
    return work.reply?.drafts.some((draft) => draft.first !== `${draft.title}\n${draft.body}` && isChanged(draft));
  }

  #draw() {
    keep();
    const {reply} = work;
    if (!reply) {
      this.about.replaceChildren();
      this.chooser.replaceChildren();
      return this.cards.replaceChildren(make('p', {class: 'empty'}, say('drafts.empty')));
    }
    this.about.replaceChildren(...about(reply, this.house));
    this.shown = reply.drafts.map((draft, at) => this.#card(draft, at));
    this.cards.replaceChildren(...(this.shown.length ? this.shown.map(({element}) => element) : [make('p', {class: 'empty'}, say('drafts.none'))]));
    this.#choose(Math.min(reply.at || 0, this.shown.length - 1));
  }

  #card(draft, at) {
    return new Card(draft, work.reply.asked, this.house, (fresh) => {
      fresh.first = `${fresh.title}\n${fresh.body}`;
      work.reply.drafts[at] = fresh;
      const card = this.#card(fresh, at);
      this.shown[at].element.replaceWith(card.element);
      this.shown[at] = card;
      this.#choose(work.reply.at);
      card.element.querySelector('.acts button')?.focus();
    });
  }

  #choose(at) {
    work.reply.at = at;
    keep();
    this.chooser.replaceChildren(...this.shown.map((card, number) => make('button', {type: 'button', 'aria-pressed': String(number === at), on: {click: () => this.#choose(number)}}, card.name)));
    this.shown.forEach(({element}, number) => element.classList.toggle('current', number === at));
  }
}

/** What there is to say of the request; a channel's reminder stands on its card. */
function about({status, findings = [], notes: told = [], drafts}, {channels}) {
  const notes = told.filter((note) => !channels.some(({reminder}) => reminder === note));
  const legend = drafts.length > 0 && make('p', {class: 'quiet'}, say('drafts.legend'));
  if (!findings.length && !notes.length) return [legend || ''];
  return [legend || '', make('div', {class: 'verdict', role: 'note'}, drafts.length && !findings.length ? null : badge(status, say(`status.${status}`)),
    make('ul', {}, findings.map((finding) => make('li', {class: finding.severity}, lines(finding))), notes.map((note) => make('li', {}, note))))];
}
