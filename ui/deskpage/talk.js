// What was said, by time: the shopper, the assistant with its sources, staff, and what became of the conversation.
import {button, clock as whole, make} from './element.js';
import {source} from './paper.js';
import {say} from './words.js';

/**
 * One thing that was said: {from, name, text, at, handling, turn}, with `papers` to open.
 * `correct` is called where an answer of the assistant can be corrected.
 */
export function said({from, name, text, at, handling, papers = [], sending}, correct = null) {
  if (from === 'notice') return make('li', {class: 'notice'}, text, at && when(at));
  return make('li', {class: `said-by ${from}`, 'aria-busy': sending ? 'true' : null},
    make('p', {class: 'by quiet'}, make('b', {}, name || say(`from.${from}`)), handling && handling !== 'answer' && ` · ${say(`handling.${handling}`, {}, handling)}`, at && when(at), sending && ` · ${say('reply.sending')}`),
    make('div', {class: 'bubble'}, text),
    papers.length > 0 && make('p', {class: 'papers'}, papers.map((paper) => source(paper))),
    correct && button(say('correct.this'), correct, {class: 'small plainly'}));
}

/** Of today the hour is enough. */
function when(at) {
  const told = whole(at), [day, hour] = told.split(' ');
  return make('time', {class: 'quiet', datetime: at, title: told}, ` ${day === whole(new Date()).split(' ')[0] ? hour : told.slice(5)}`);
}

/** A list in which new things are read aloud. */
export const talk = (label) => make('ol', {class: 'talk', 'aria-live': 'polite', 'aria-label': label});
