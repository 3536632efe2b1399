// How much of what was drafted is used, and how much people change it first.
import {make} from './element.js';
import {attempt, read} from './server.js';
import {say} from './words.js';

const COLUMNS = ['drafted', 'approved', 'adoption_rate', 'unchanged', 'edited', 'edit_distance', 'edit_distance_median'];
const SHARES = new Set(['adoption_rate', 'edit_distance', 'edit_distance_median']);

/** A box that reads the figures when it is opened. */
export function figures(house) {
  const inside = make('div', {'aria-live': 'polite'});
  return make('details', {class: 'figures', on: {toggle: (event) => event.target.open && attempt(async () => inside.replaceChildren(...tables(await read('/api/copies/figures'), house)))}},
    make('summary', {}, say('figures.title')), inside);
}

function tables({total, by, definitions}, house) {
  const named = {channel: house.channels, tag: house.tags, mode: ['template', 'generated'].map((id) => ({id, name: say(`mode.${id}`)}))};
  const name = (dimension, id) => named[dimension]?.find((each) => each.id === id)?.name || id || say('none');
  return [
    table(say('figures.all'), [[say('figures.all'), total]]),
    ...Object.entries(by).filter(([, groups]) => Object.keys(groups).length)
      .map(([dimension, groups]) => table(say(`figures.by.${dimension}`, {}, dimension), Object.entries(groups).map(([id, row]) => [name(dimension, id), row]))),
    make('details', {}, make('summary', {}, say('figures.meaning')), make('dl', {}, Object.entries(definitions).flatMap(([id, meaning]) => [make('dt', {}, say(`figures.${id}`, {}, id)), make('dd', {}, meaning)]))),
  ];
}

function table(caption, rows) {
  return make('div', {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption}, make('table', {}, make('caption', {}, caption),
    make('thead', {}, make('tr', {}, make('td', {}), COLUMNS.map((column) => make('th', {scope: 'col'}, say(`figures.${column}`))))),
    make('tbody', {}, rows.map(([name, row]) => make('tr', {}, make('th', {scope: 'row'}, name), COLUMNS.map((column) => make('td', {}, shown(column, row[column]))))))));
}

const shown = (column, value) => (value === null || value === undefined ? '—' : SHARES.has(column) ? `${(value * 100).toFixed(1)}%` : String(value));
