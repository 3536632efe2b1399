// What the house calls its desks, states, priorities and channels.
import {badge, choice, labelled, make} from './element.js';
import {say} from './words.js';

export const named = (rows, id) => rows.find((row) => row.id === id)?.name || id;

/** Where something came in; tickets of earlier days know only that it was a chat. */
export const channelOf = (house, id) => (house.channels.some((row) => row.id === id) ? named(house.channels, id) : say(`channel.${id}`, {}, id));

/** P0 is urgent, P1 is important; the others are told in quiet. */
export const priority = (house, id) => badge({P0: 'block', P1: 'evidence'}[id] || 'plain', id ? `${id} ${named(house.priorities, id)}` : '—');

/** The desks that a person works for, the others after them. */
export function desksOf({me, desks}) {
  const mine = ({id}) => !me.desks || me.desks.includes(id);
  return [...desks.filter(mine), ...desks.filter((desk) => !mine(desk))];
}

/** A list of a filter; `all` stands for no choice. */
export const pick = (name, rows, value, all) => choice(rows, value, all, {name, 'aria-label': say(`filter.${name}`)});

export const searchField = (value, hint) => make('input', {type: 'search', name: 'q', value: value || '', placeholder: hint, 'aria-label': hint, autocomplete: 'off'});

/** A tick with its words. */
export function tick(name, text, checked) {
  const box = make('input', {type: 'checkbox', name, value: 'true', checked});
  return make('label', {class: 'chip'}, box, text);
}

/** Lists of a filter that are seldom used: folded on a phone, unless one of them narrows the list. */
export function folded(asked, ...fields) {
  const isOpen = innerWidth > 860 || [...asked.keys()].some((name) => name !== 'q');
  return [make('details', {class: 'more', open: isOpen}, make('summary', {}, say('filter.more')), make('div', {class: 'filters'}, fields))];
}

/** A text field of a dialog. */
export const area = (name, text, value = '', attributes = {}) => labelled(text, make('textarea', {name, value, rows: 4, maxlength: 1000, ...attributes}));

/** Facts in two columns; what is empty is left out. */
export function facts(rows) {
  return make('dl', {}, rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
}
