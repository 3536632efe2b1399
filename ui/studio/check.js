// The box that checks any text: paste, see what is underlined, replace with one click.
import {badge, button, choice, labelled, make} from './element.js';
import {copy} from './clipboard.js';
import {CopyText} from './copytext.js';
import {attempt, tell} from './server.js';
import {keep, work} from './memory.js';
import {say} from './words.js';

export class Check {
  constructor(house) {
    this.house = house;
    const {check} = work;
    Object.assign(check, {title: '', body: check.body || '', findings: check.findings || [], status: check.status || ''});
    const list = (name, rows) => choice(rows, check[name], say('none'), {on: {change: (event) => { check[name] = event.target.value; keep(); this.#draw(); if (check.status) this.#make(); }}});
    this.stands = make('span', {class: 'stands'});
    this.place = make('div', {});
    this.start = button(say('check.make'), () => this.#make(), {class: 'first', id: 'check-now'});
    this.element = make('section', {id: 'check', 'aria-labelledby': 'check-title'},
      make('h2', {id: 'check-title', tabindex: -1}, say('check.title')), make('p', {class: 'quiet'}, say('check.says')),
      make('div', {class: 'ways'}, labelled(say('check.channel'), list('channel', house.channels)), labelled(say('check.category'), list('category', house.categories)), this.#time()),
      make('article', {class: 'card wide'}, make('header', {}, make('h3', {}, say('check.text')), this.stands), this.place));
    this.acts = make('div', {class: 'acts'}, this.start, button(say('draft.copy'), () => attempt(async () => { await copy(check.body); tell(say('draft.copied.plain')); })));
    this.#draw();
  }

  /** A text message may be sent at some hours only. */
  #time() {
    const {check} = work;
    const field = make('input', {type: 'time', value: check.time || '', on: {change: () => { check.time = field.value; keep(); if (check.status) this.#make(); }}});
    return (this.time = labelled(say('check.time'), field));
  }

  #draw() {
    const {check} = work;
    const channel = {...(this.house.channels.find(({id}) => id === check.channel) || {id: ''}), title: null};
    this.text = new CopyText(check, channel, check.category, () => { this.#stand(); keep(); }, {acts: this.acts, sending: () => (check.channel === 'sms' ? check.time : null)});
    this.time.hidden = check.channel !== 'sms';
    this.text.body.field.placeholder = say('check.hint');
    this.text.body.element.classList.add('tall');
    this.place.replaceChildren(this.text.element);
    this.#stand();
  }

  #stand() {
    const {status, body} = work.check;
    this.text.found.hidden = !status;
    this.stands.replaceChildren(status && body.trim() ? badge(status, say(`status.${status}`)) : '');
  }

  async #make() {
    if (!work.check.body.trim()) return tell(say('check.need'), true);
    tell('');
    await this.text.checking.now();
    if (work.check.status) tell(say('check.checked', {status: say(`status.${work.check.status}`)}));
  }
}
