// What stands behind a piece of copy.
import {clock, make} from './element.js';
import {sourceButton} from './sources.js';
import {say} from './words.js';

/** Why it came back, where its author looks first. */
export function lastComment({state, history: [last] = []}) {
  return state === 'returned' && last?.comment ? make('blockquote', {class: 'late'}, `${last.who}:${last.comment}`) : null;
}

/** Its sources, selling points, sums and proofs, each in a box of its own. */
export function behind({sources, evidence, selling_points: points, steps}) {
  const behindPoint = (place) => sources.find(({doc_id: id, locator}) => id && place === `${id} · ${locator}`) || place;
  const box = (key, items) => items.length > 0 && make('details', {}, make('summary', {}, `${say(key)} ${items.length}`), make('ul', {}, items));
  return [
    box('copy.sources', sources.map((source) => make('li', {}, sourceButton(source), source.changed && make('span', {class: 'late'}, ` ${source.changed}`)))),
    box('draft.points', points.map(({text, source}) => make('li', {}, text, ' ', sourceButton(behindPoint(source))))),
    box('draft.steps', steps.map((step) => make('li', {}, step))),
    box('copy.evidence', evidence.map(({rule_id, text, title, doc_id, version, valid_until, who, at}) => make('li', {}, `${rule_id} “${text}”:${[title, doc_id, version].filter(Boolean).join(' ')}`, make('span', {class: 'quiet'}, ` ${[valid_until && `${say('copy.expires')} ${valid_until}`, who, clock(at)].filter(Boolean).join(' · ')}`)))),
  ].filter(Boolean);
}
