// Fields, lists and cards of the admin page.
import {clock as timed, make} from './element.js';

let numbers = 0;
/** A label with its field, and a line of help under it. */
export function labelled(text, field, help = '') {
  field.id ||= `part-${++numbers}`;
  if (help) field.setAttribute('aria-describedby', `${field.id}-help`);
  return make('div', {class: 'field'}, make('label', {for: field.id}, text), field, help && make('small', {id: `${field.id}-help`}, help));
}

export const input = (name, attributes = {}) => make('input', {name, autocomplete: 'off', spellcheck: 'false', ...attributes});

/** A list to choose from; `rows` are {id, name}. */
export function choice(name, rows, value = '', attributes = {}) {
  const list = make('select', {name, ...attributes}, rows.map((row) => make('option', {value: row.id}, row.name)));
  list.value = value;
  return list;
}

/** A moment, also in seconds since 1970, in the time of whoever reads. */
export const clock = (moment) => timed(typeof moment === 'number' ? moment * 1000 : moment);

/** A list of cards, or a sentence where there is none. */
export const cards = (rows, none) => (rows.length ? make('ul', {class: 'cards'}, rows) : make('p', {class: 'empty'}, none));
