// Elements made of text: what people and programs are called enters the page as text nodes only.

/** An element with attributes; `on` are listeners; false, null and undefined leave an attribute out. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name === 'value' || name === 'checked') made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

export const find = (selector, within = document) => within.querySelector(selector);

let numbers = 0;
/** A label with its field, and a line of help under it. */
export function labelled(text, field, help = '') {
  field.id ||= `field-${++numbers}`;
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

/** A button that is deaf while what it began goes on. */
export function button(text, act, attributes = {}) {
  const made = make('button', {type: 'button', ...attributes}, text);
  made.addEventListener('click', async () => {
    if (made.getAttribute('aria-busy') === 'true') return;
    made.setAttribute('aria-busy', 'true');
    try { await act(); } finally { made.removeAttribute('aria-busy'); }
  });
  return made;
}

const two = (number) => String(number).padStart(2, '0');
/** A moment in the time of whoever reads. */
export function clock(moment) {
  const at = new Date(typeof moment === 'number' ? moment * 1000 : moment);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const badge = (look, text) => make('span', {class: `badge ${look}`}, text);

/** A list of cards, or a sentence where there is none. */
export const cards = (rows, none) => (rows.length ? make('ul', {class: 'cards'}, rows) : make('p', {class: 'empty'}, none));
