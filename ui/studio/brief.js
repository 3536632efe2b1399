// Step 2: for whom, where, and on the strength of which campaign; what is chosen here becomes a request for drafts.
import {button, choice, labelled, make} from './element.js';
import {keep, work} from './memory.js';
import {say} from './words.js';

export class Brief {
  constructor(house, write) {
    this.house = house;
    const {brief} = work;
    brief.channels ||= house.usual;
    const chosen = new Set(brief.channels);
    this.boxes = house.channels.map(({id, name}) => {
      const box = make('input', {type: 'checkbox', value: id, checked: chosen.has(id), on: {change: () => this.#note({channels: this.#channels()})}});
      return [box, make('label', {class: 'chip'}, box, make('span', {}, name))];
    });
    const list = (name, rows, none) => choice(rows, brief[name], none, {on: {change: (event) => this.#note({[name]: event.target.value})}});
    this.wish = make('textarea', {value: brief.wish || '', rows: 2, maxlength: 10000, placeholder: say('brief.wish.hint'), on: {input: () => this.#note({wish: this.wish.value})}});
    this.start = button(say('brief.make'), write, {class: 'first', id: 'make-drafts'});
    this.element = make('section', {id: 'brief', 'aria-labelledby': 'brief-title'},
      make('h2', {id: 'brief-title'}, say('brief.title')),
      make('fieldset', {class: 'chips'}, make('legend', {}, say('brief.channels')), this.boxes.map(([, label]) => label)),
      make('div', {class: 'ways'},
        labelled(say('brief.campaign'), list('campaign', house.campaigns, say('none'))),
        labelled(say('brief.tag'), list('tag', house.tags.map(({id, name}) => ({id, name: `${id} ${name}`})), say('none'))),
        labelled(say('brief.language'), list('language', house.languages, say('brief.language.auto'))),
        labelled(say('brief.partner'), list('partner', house.products, say('none')))),
      labelled(say('brief.wish'), this.wish),
      make('div', {class: 'acts'}, this.start));
  }

  #note(more) {
    Object.assign(work.brief, more);
    keep();
  }

  #channels() {
    return this.boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value);
  }
}

/** What is asked of the server, or the sentence that says what is missing. */
export function request() {
  const {brief, facts, source} = work;
  if (!brief.channels?.length) return {why: say('brief.channels.need')};
  const wish = brief.wish?.trim() ? brief.wish : null;
  const rows = facts?.rows.filter(({field, value}) => field.trim() && value.trim());
  const isAnything = rows?.length || source.product || brief.campaign || wish;
  if (!isAnything) return {why: say('brief.need')};
  const asked = {channels: brief.channels, text: wish};
  for (const name of ['tag', 'campaign', 'language', 'partner']) asked[name] = brief[name] || null;
  asked.product = source.product || null;
  if (rows?.length) asked.facts = rows.map(({kind, field, value, basis, source: from, confirmed}) => ({kind, field, value, basis: basis || '', source: from, confirmed}));
  return {asked};
}
