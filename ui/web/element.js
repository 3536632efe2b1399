// Elements made of text: whatever comes from papers, people or models enters a page as text nodes only.

/** An element with attributes; `on` are listeners, `data` a dataset, false and null leave an attribute out. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name === 'data') Object.assign(made.dataset, value);
    else if (name === 'value') made.value = value;
    else if (name === 'checked') made.checked = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...there(children));
  return made;
}

const there = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '');

/** Puts children in place of what an element holds; null and false are left out, as `make` does. */
export function fill(element, ...children) {
  element.replaceChildren(...there(children));
  return element;
}

/** The same where somebody may stand in it by keyboard: they stand on what has taken the place of what they stood on. */
export function refill(element, ...children) {
  const stops = () => [...element.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const held = document.activeElement, at = stops().indexOf(held);
  fill(element, ...children);
  if (at >= 0) (held.isConnected ? held : stops()[at])?.focus({preventScroll: true});
  return element;
}

export const find = (selector, within = document) => within.querySelector(selector);

let numbers = 0;
/** A label with its field, so that a screen reader names the field. */
export function labelled(text, field, attributes = {}) {
  field.id ||= `field-${++numbers}`;
  return make('div', {class: 'field', ...attributes}, make('label', {for: field.id}, text), field);
}

/** A list to choose from; `rows` are {id, name}, `none` what stands for no choice. */
export function choice(rows, value, none, attributes = {}) {
  const options = [...(none === null ? [] : [{id: '', name: none}]), ...rows];
  if (value && !options.some(({id}) => id === value)) options.push({id: value, name: value});
  const list = make('select', attributes, options.map(({id, name}) => make('option', {value: id}, name)));
  list.value = value || (none === null ? options[0]?.id : '');
  return list;
}

/** A button that is deaf while what it began goes on, so that a double click does nothing twice. */
export function button(text, act, attributes = {}) {
  const made = make('button', {type: 'button', ...attributes}, text);
  made.addEventListener('click', () => once(made, act));
  return made;
}

/** Runs `act` unless it runs already; the button shows that it is busy. */
export async function once(place, act) {
  if (place.getAttribute('aria-busy') === 'true') return;
  place.setAttribute('aria-busy', 'true');
  try {
    await act(place);
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/** A moment in the time of whoever reads. */
export function clock(moment) {
  const at = new Date(moment), two = (number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const badge = (look, text) => make('span', {class: `badge ${look}`}, text);
