// What became of a piece of copy: each act with its person and comment, each edit with what was taken out and put in.
import {clock, make} from './element.js';
import {say} from './words.js';

export function history(events) {
  if (!events.length) return null;
  return make('details', {open: true}, make('summary', {}, say('copy.history')),
    make('ol', {class: 'history'}, events.map(({act, who, at, comment, revision, detail}) => make('li', {},
      make('b', {}, say(`act.${act}`, {}, act)), ' ', make('span', {class: 'quiet'}, [who, clock(at), say('copy.revision', {revision}), detail?.expires_on && `${say('copy.expires')} ${detail.expires_on}`].filter(Boolean).join(' · ')),
      comment && make('blockquote', {}, comment)))));
}

const TAGS = {kept: 'span', removed: 'del', added: 'ins'};

export function revisions(told) {
  if (told.length < 2) return null;
  return make('details', {}, make('summary', {}, `${say('copy.revisions')} ${told.length}`),
    make('ol', {class: 'revisions'}, told.map(({revision, who, at, changes}) => make('li', {},
      make('b', {}, say('copy.revision', {revision})), ' ', make('span', {class: 'quiet'}, `${who} · ${clock(at)}`),
      make('p', {class: 'diff'}, changes.length ? changes.map(({kind, text}) => make(TAGS[kind] || 'span', {}, text)) : make('span', {class: 'quiet'}, say('copy.unchanged')))))));
}
