// What came of a batch: rows by state and channel, what changed meanwhile, and each row without a text with its reason.
import './copywords.js';
import {badge, make} from './element.js';
import {say} from './words.js';

const STATES = ['ok', 'needs_evidence', 'blocked', 'rejected', 'failed', 'withheld', 'waiting'];
const SHOWN = 8; // numbers of rows that share a reason
const LOOK = {ok: 'ok', needs_evidence: 'needs_evidence', blocked: 'blocked', failed: 'blocked'};
const named = (state) => say(`row.${state}`);

/** `told` is what /report says; `house` knows channels and tags by their names. */
export function batchReport(told, {channels, tags}) {
  const states = STATES.filter((state) => told.by_status[state]);
  return [
    make('p', {class: 'outcome'}, states.map((state) => make('span', {}, badge(LOOK[state] || 'plain', named(state)), ` ${say('batch.rows', {count: told.by_status[state]})}`))),
    told.batch.notes.length > 0 && make('ul', {class: 'notes'}, told.batch.notes.map((note) => make('li', {}, note))),
    counted('batch.by.channel', told.by_channel, channels, states), counted('batch.by.tag', told.by_tag, tags, states), without(told),
  ];
}

/** A table of rows by state, a line for each channel or tag. */
function counted(title, by, known, states) {
  const ids = [...known.map(({id}) => id), ''].filter((id) => by[id]), others = Object.keys(by).filter((id) => !ids.includes(id));
  if (!ids.length && !others.length) return null;
  const name = (id) => known.find((each) => each.id === id)?.name || id || say('none');
  const line = (id) => make('tr', {}, make('th', {scope: 'row'}, name(id)), states.map((state) => make('td', {}, String(by[id][state] || 0))));
  return make('details', {}, make('summary', {}, say(title)), make('div', {class: 'scrolling', tabindex: 0, role: 'region', 'aria-label': say(title)}, make('table', {class: 'counted'},
    make('thead', {}, make('tr', {}, make('td', {}), states.map((state) => make('th', {scope: 'col'}, named(state))))), make('tbody', {}, [...ids, ...others].map(line)))));
}

function without({reasons, reasons_total: total}) {
  if (!total) return null;
  const more = total - reasons.length;
  return make('details', {open: true}, make('summary', {}, say('batch.without', {count: total})),
    make('ol', {class: 'reasons'}, alike(reasons).map(({rows, status, reason}) => make('li', {}, make('b', {}, listed(rows)), badge(LOOK[status] || 'plain', named(status)), make('span', {}, reason)))),
    more > 0 && make('p', {class: 'quiet'}, say('batch.more', {count: more})));
}

/** Rows that share a reason as one, in the order of the first. */
function alike(reasons) {
  const found = new Map();
  for (const {row, status, reason} of reasons) {
    const key = `${status} ${reason}`;
    if (!found.has(key)) found.set(key, {rows: [], status, reason});
    found.get(key).rows.push(row);
  }
  return [...found.values()];
}

const listed = (rows) => (rows.length > SHOWN ? say('batch.rows.many', {rows: rows.slice(0, SHOWN).join('、'), count: rows.length}) : say('batch.row', {row: rows.join('、')}));
