// One piece of copy: its text, what stands behind it, what became of it, and what may be done with it now.
import {attempt, complain, read, send, tell} from './server.js';
import {badge, button, clock, labelled, make} from './element.js';
import {copy as toClipboard} from './clipboard.js';
import {CopyText} from './copytext.js';
import {behind, lastComment} from './behind.js';
import {alike} from './findings.js';
import {history, revisions} from './history.js';
import {question} from './dialog.js';
import {keep, work} from './memory.js';
import {stateBadge} from './copies.js';
import {say} from './words.js';

const OPEN = ['draft', 'returned'];

export class CopyView {
  constructor(house, id) {
    Object.assign(this, {house, id});
    this.element = make('div', {'aria-live': 'off'}, make('p', {class: 'empty'}, say('loading')));
    this.#load();
  }

  #load() {
    return attempt(async () => this.#draw(await read(`/api/copies/${encodeURIComponent(this.id)}`))).then((isRead) => {
      if (!isRead && !this.copy) this.element.replaceChildren(back(), make('p', {class: 'empty bad'}, document.getElementById('said').textContent, ' ', button(say('again'), () => this.#load())));
    });
  }

  #draw(copy) {
    this.copy = copy;
    this.kept = `${copy.title}\n${copy.body}`;
    const channel = this.house.channels.find(({id}) => id === copy.channel) || {id: copy.channel, name: copy.channel};
    this.mayEdit = OPEN.includes(copy.state);
    const kept = work.edits[copy.id]; // what was typed here and not saved
    if (this.mayEdit && kept?.revision === copy.revision) Object.assign(copy, {title: kept.title, body: kept.body, findings: []});
    this.text = new CopyText(copy, channel, copy.category, () => this.#changed(), {readonly: !this.mayEdit});
    if (this.isEdited) this.text.checking.soon();
    this.acts = make('div', {class: 'acts'});
    this.was = '';
    this.element.replaceChildren(back(),
      make('article', {class: 'card wide'},
        make('header', {}, make('h2', {id: 'copies-title', tabindex: -1}, channel.name), stateBadge(copy.state), copy.is_changed && badge('needs_evidence', say('copies.source.changed')), badge(copy.is_final ? 'ok' : 'plain', say(copy.is_final ? 'copy.final' : 'copy.not.final'))),
        copy.reasons.length && copy.state === 'approved' ? make('ul', {class: 'late'}, copy.reasons.map((why) => make('li', {}, why))) : null,
        lastComment(copy), this.text.element, copy.label && make('p', {class: 'ai-label'}, copy.label), this.acts, this.#about(), behind(copy), history(copy.history), revisions(copy.revisions)));
    this.#stand();
  }

  #about() {
    const {copy} = this, tag = this.house.tags.find(({id}) => id === copy.tag);
    const rows = {'copies.tag': copy.tag && `${copy.tag} ${tag?.name || ''}`, 'copy.product': copy.product, 'copy.campaign': copy.campaign, 'copy.mode': say(`mode.${copy.mode}`, {}, copy.mode), 'copy.author': `${copy.author} · ${clock(copy.created_at)}`,
      'copy.approver': copy.approver && `${copy.approver} · ${clock(copy.approved_at)}`, 'copy.expires': copy.expires_on, 'copy.owner': copy.owner, 'copy.distance': copy.edit_distance === null ? '' : `${(copy.edit_distance * 100).toFixed(1)}%`};
    return make('dl', {}, Object.entries(rows).filter(([, value]) => value).flatMap(([key, value]) => [make('dt', {}, say(key)), make('dd', {}, value)]));
  }

  get isEdited() {
    return this.kept !== `${this.copy.title}\n${this.copy.body}`;
  }

  #changed() {
    const {id, revision, title, body} = this.copy;
    if (this.isEdited) work.edits[id] = {revision, title, body};
    else delete work.edits[id];
    keep();
    this.#stand();
  }

  #stand() {
    if (this.was === String(this.isEdited)) return;
    this.was = String(this.isEdited);
    const {state, is_final: isFinal} = this.copy, isAdmin = this.house.me.may.includes('approve copy');
    const shown = [
      this.mayEdit && this.isEdited && button(say('copy.save'), () => this.#save(), {class: 'first'}),
      this.mayEdit && button(say('copy.submit'), () => this.#submit(), {class: this.isEdited ? '' : 'first'}),
      isAdmin && state === 'review' && button(say('copy.approve'), () => this.#approve(), {class: 'first'}),
      isAdmin && state === 'approved' && !isFinal && button(say('copy.approve.again'), () => this.#approve(), {class: 'first'}),
      isAdmin && state === 'review' && button(say('copy.return'), () => this.#comment('return', 'returned', true)),
      button(say('copy.copy'), () => this.#copy()),
      state === 'approved' && isFinal && !this.copy.owner && button(say('copy.own'), () => this.#own()),
      ['approved', 'expired', 'withdrawn'].includes(state) && button(say('copy.renew'), () => this.#renew()),
      state !== 'withdrawn' && state !== 'expired' && button(say('copy.withdraw'), () => this.#comment('withdraw', 'withdrawn', false), {class: 'grave'}),
    ];
    this.acts.replaceChildren(...shown.filter(Boolean));
  }

  /** One act upon the text that was looked at; when somebody was quicker, nothing that was typed is lost. */
  async #act(verb, body, done, method = 'POST') {
    try {
      const address = `/api/copies/${encodeURIComponent(this.id)}${verb && `/${verb}`}`;
      const copy = await send(address, {revision: this.copy.revision, ...body}, method);
      delete work.edits[copy.id];
      keep();
      this.#draw(copy);
      tell(say(done));
    } catch (error) {
      complain(error);
      if (error.status !== 409) return;
      if (!this.isEdited) await this.#load();
      else this.acts.append(make('p', {class: 'bad'}, say('copy.overtaken')), button(say('copy.reload'), () => this.#load()));
    }
  }

  #save() {
    return this.#act('', {title: this.copy.title, body: this.copy.body}, 'copy.saved', 'PUT');
  }

  async #submit() {
    if (this.isEdited) await this.#save();
    if (this.isEdited || !(await question({title: say('copy.submit'), says: say('ask.submit'), yes: say('copy.submit')}))) return;
    await this.#act('submit', {}, 'copy.submitted');
  }

  async #comment(verb, done, isRequired) {
    const field = labelled(say('ask.comment'), make('textarea', {name: 'comment', rows: 3, maxlength: 900, required: isRequired}));
    const said = await question({title: say(`copy.${verb}`), says: say(`ask.${verb}`), yes: say(`copy.${verb}`), fields: [field], grave: verb === 'withdraw'});
    if (said) await this.#act(verb, said, `copy.${done}`);
  }

  async #approve() {
    const open = alike(this.copy.findings.filter(({severity}) => severity === 'evidence'));
    const papers = open.length ? await read('/api/documents').catch(() => []) : [];
    const offered = make('datalist', {id: 'papers'}, papers.map(({doc_id: id, title}) => make('option', {value: id}, title)));
    const fields = open.map(([{rule_id: rule, text}], at) => make('fieldset', {}, make('legend', {}, say('ask.evidence', {text, rule})),
      make('input', {name: `doc-${at}`, list: 'papers', required: true, maxlength: 200, 'aria-label': say('ask.evidence', {text, rule})}), labelled(say('ask.until'), make('input', {type: 'date', name: `until-${at}`}))));
    const said = await question({title: say('copy.approve'), says: say('ask.approve'), yes: say('copy.approve'),
      fields: [offered, ...fields, labelled(say('ask.expires'), make('input', {type: 'date', name: 'expires'})), labelled(say('ask.comment'), make('textarea', {name: 'comment', rows: 2, maxlength: 900}))]});
    if (!said) return;
    const evidence = open.flatMap((group, at) => group.map(({rule_id, span}) => ({rule_id, span, doc_id: said[`doc-${at}`].trim(), valid_until: said[`until-${at}`] || null})));
    await this.#act('approve', {evidence, expires_on: said.expires || null, comment: said.comment}, 'copy.approved');
  }

  async #own() {
    const name = labelled(say('ask.owner'), make('input', {name: 'name', value: this.house.me.name, maxlength: 80, required: true}));
    const said = await question({title: say('copy.own'), says: say('ask.own'), yes: say('copy.own'), fields: [name]});
    if (said) await this.#act('own', said, 'copy.owned');
  }

  #copy() {
    return attempt(async () => {
      if (this.isEdited) return tell(say('copy.save.first'), true);
      const {text, label} = await read(`/api/copies/${encodeURIComponent(this.id)}/text`);
      await toClipboard(text);
      tell(say(label ? 'copy.copied.label' : 'copy.copied'));
    });
  }

  #renew() {
    return attempt(async () => {
      const {channel, title, body, tag, product, campaign, category, language, mode, selling_points, steps, sources} = this.copy;
      const cited = sources.map(({doc_id, name, locator, quote}) => ({doc_id: doc_id || null, name, locator, quote}));
      const fresh = await send('/api/copies', {channel, title, body, tag, product, campaign, category, language, mode, selling_points, steps, sources: cited});
      addEventListener('hashchange', () => tell(say('copy.renewed')), {once: true}); // the view is shown first
      location.hash = `#copies/${fresh.id}`;
    });
  }
}

const back = () => make('p', {}, make('a', {href: '#copies'}, say('copies.back')));
