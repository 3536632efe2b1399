// The table of facts: what a draft may say, row by row, as a person confirms or corrects it.
import {badge, button, choice, make} from './element.js';
import {sourceButton} from './sources.js';
import {toUnits} from './points.js';
import {keep} from './memory.js';
import {say} from './words.js';

/** A row is {id, kind, field, value, basis, source, confidence, doubtful, confirmed}; `changed` follows each edit. */
export class FactTable {
  constructor(rows, kinds, changed) {
    Object.assign(this, {rows, kinds, changed});
    this.body = make('div', {role: 'rowgroup'});
    this.untold = make('div', {role: 'rowgroup'});
    this.aside = make('details', {class: 'untold'}, make('summary', {}), this.untold);
    this.note = make('p', {class: 'quiet', 'aria-live': 'polite'});
    this.gone = make('p', {class: 'quiet', 'aria-live': 'polite'});
    const heads = ['confirm', 'kind', 'name', 'value', 'source'].map((name) => make('span', {role: 'columnheader'}, say(`facts.${name}`)));
    this.element = make('div', {class: 'facts'},
      make('div', {role: 'table', class: 'table', 'aria-label': say('facts.title')}, make('div', {role: 'rowgroup'}, make('div', {class: 'row heads', role: 'row'}, heads, make('span', {role: 'columnheader'}))), this.body, this.aside),
      this.gone, make('div', {class: 'acts'}, button(say('facts.add'), () => this.#add())), this.note);
    this.#draw();
  }

  #draw() {
    const isTold = (row) => this.kinds.find(({id}) => id === row.kind)?.told !== false;
    const rest = this.rows.filter((row) => !isTold(row));
    this.body.replaceChildren(...this.rows.filter(isTold).map((row) => this.#row(row)));
    this.untold.replaceChildren(...rest.map((row) => this.#row(row)));
    this.aside.hidden = !rest.length;
    this.aside.firstChild.textContent = say('facts.untold', {count: rest.length});
    this.#count();
  }

  #count() {
    const open = this.rows.filter(({confirmed}) => !confirmed).length;
    this.note.textContent = open ? say('facts.unconfirmed', {count: open}) : '';
    this.note.classList.toggle('late', open > 0);
    keep();
    this.changed();
  }

  #row(row) {
    const doubts = make('div', {class: 'doubts'});
    const tick = make('input', {type: 'checkbox', checked: row.confirmed, 'aria-label': `${say('facts.confirm')} ${row.field}`,
      on: {change: () => { row.confirmed = tick.checked; line.classList.toggle('open', !tick.checked); this.#count(); }}});
    const kind = choice(this.kinds, row.kind || 'detail', null, {'aria-label': say('facts.kind'), on: {change: () => { row.kind = kind.value; this.#draw(); }}});
    const field = make('input', {value: row.field, maxlength: 40, 'aria-label': say('facts.name'), on: {input: () => { row.field = field.value; this.#count(); }}});
    const value = make('textarea', {value: row.value, rows: 1, maxlength: 1000, 'aria-label': `${row.field} ${say('facts.value')}`, on: {input: () => {
      row.value = value.value;
      row.doubtful = []; // whoever types has looked
      doubts.replaceChildren();
      grow(value);
      this.#count();
    }}});
    doubts.append(...doubted(row));
    const more = [row.basis && make('p', {class: 'quiet'}, `${say('facts.basis')}:${row.basis}`), row.confidence && make('p', {class: 'quiet'}, say('facts.confident', {share: Math.round(row.confidence * 100)}))];
    const line = make('div', {class: row.confirmed ? 'row' : 'row open', role: 'row'},
      cell('tick', tick), cell('kind', kind), cell('name', field), cell('value', value, doubts),
      cell('from', row.source ? sourceButton(row.source, more.filter(Boolean)) : make('span', {class: 'quiet'}, say('facts.self'))),
      cell('gone', button('×', () => this.#remove(row), {class: 'plain', 'aria-label': `${say('facts.remove')}:${row.field}`})));
    requestAnimationFrame(() => grow(value));
    return line;
  }

  #add() {
    this.rows.push({id: `own-${Date.now()}`, kind: 'detail', field: '', value: '', basis: '', source: null, confidence: null, doubtful: [], confirmed: true});
    this.#draw();
    this.body.lastElementChild.querySelector('.name input').focus();
  }

  #remove(row) {
    const at = this.rows.indexOf(row);
    this.rows.splice(at, 1);
    this.#draw();
    const undo = button(say('facts.undo'), () => { this.rows.splice(at, 0, row); this.gone.replaceChildren(); this.#draw(); }, {class: 'small'});
    this.gone.replaceChildren(say('facts.removed', {name: row.field || row.value.slice(0, 12)}), ' ', undo);
    undo.focus();
  }
}

const cell = (name, ...inside) => make('div', {class: name, role: 'cell'}, inside);

export function grow(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** The value with its doubtful characters marked, and why each is doubted. */
function doubted({value, doubtful}) {
  if (!doubtful?.length) return [];
  const spans = toUnits(value, doubtful.map(({at, text}) => [at, at + [...(text || ' ')].length]));
  const pieces = [];
  let end = 0;
  spans.forEach(([start, stop]) => {
    if (start < end || stop <= start) return;
    pieces.push(value.slice(end, start), make('mark', {class: 'evidence'}, value.slice(start, stop)));
    end = stop;
  });
  const reasons = [...new Set(doubtful.map(({why}) => why).filter(Boolean))].join(';');
  return [make('p', {}, badge('evidence', say('facts.doubtful')), ' ', make('span', {class: 'read'}, pieces, value.slice(end)), reasons && make('span', {class: 'quiet'}, ` ${reasons}`))];
}
