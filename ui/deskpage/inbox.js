// The inbox: who waits for a person, who is with one, and whose shopper asked in vain.
import {badge, find, make} from './element.js';
import {read} from './server.js';
import {since} from './due.js';
import * as duty from './duty.js';
import {Feed} from './feed.js';
import {channelOf, named, priority} from './names.js';
import {Thread} from './thread.js';
import {say} from './words.js';

/** The looks of the list: which conversations each shows. */
const LOOKS = {
  waiting: ({state}) => state === 'waiting',
  mine: ({is_mine: isMine, state}) => isMine && state === 'with_person',
  others: ({is_mine: isMine, state}) => !isMine && state === 'with_person',
  missed: ({is_missed: isMissed}) => isMissed,
};
const COLOURS = {waiting: 'late', missed: 'bad'};
const feed = new Feed();
const threads = () => feed.latest?.threads || [];
const look = (asked) => LOOKS[asked.get('look')] || (() => true);

export const inbox = {
  name: 'inbox',
  probe: '/api/inbox',
  feed,
  count: () => threads().filter((row) => row.state === 'waiting' || (row.is_mine && row.unanswered)).length,
  id: (row) => row.conversation_id,
  colour: (row) => (row.state === 'waiting' ? 'soon' : row.is_missed ? 'overdue' : ''),

  begin(house, {tabs, current}) {
    duty.begin(house);
    feed.on('inbox', ({inbox: now, before}) => {
      duty.show(now.me);
      announce(now, before);
      tabs();
      if (current()?.part === inbox) current().counted();
    });
    feed.on('message', (message) => {
      const row = threads().find(({conversation_id: id}) => id === message.conversation_id);
      if (message.from === 'shopper' && row?.is_mine) hear(say('heard.message', {text: message.text.slice(0, 120)}));
    });
    feed.on('broken', () => house.look());
    feed.begin();
  },

  async look() { await feed.look(); },

  head: (_house, asked) => [make('nav', {class: 'looks', 'aria-label': say('looks')}, Object.entries(LOOKS).map(([name, fits]) => {
    const count = threads().filter(fits).length, isHere = asked.get('look') === name;
    return make('a', {href: isHere ? '#inbox' : `#inbox?look=${name}`, class: count ? COLOURS[name] : null, 'aria-current': isHere ? 'true' : null}, make('b', {}, String(count)), say(`look.${name}.inbox`));
  })), present()],

  async load(_house, asked) {
    if (!feed.latest) await feed.look();
    const rows = threads().filter(look(asked));
    return {rows, total: rows.length};
  },

  urgent: (_house, rows) => rows.find((row) => row.state === 'waiting' && row.may_take) || rows.find((row) => row.is_mine && row.unanswered) || rows[0],

  row: (house, row) => [
    make('span', {class: 'top'}, row.priority && priority(house, row.priority), standing(row), row.since && row.state === 'waiting' && since(row.since), row.unanswered > 0 && row.state !== 'waiting' && make('span', {class: 'waiting', 'aria-label': say('inbox.unanswered', {count: row.unanswered})}, String(row.unanswered))),
    make('b', {class: 'line'}, row.last_text || say('inbox.nothing')),
    make('span', {class: 'quiet'}, [row.desk_name, channelOf(house, row.channel), named(house.languages, row.language), row.mall].filter(Boolean).join(' · ')),
  ],

  async open(house, id, panes) {
    return new Thread(house, await read(`/api/inbox/${encodeURIComponent(id)}`), panes, feed);
  },
};

/** Where a conversation stands, in a word. */
export function standing(row) {
  if (row.is_missed) return badge('block', say('state.missed'));
  if (row.state === 'with_person') return badge(row.is_mine ? 'ok' : 'plain', row.is_mine ? say('state.mine') : say('state.with', {who: row.staff || row.who}));
  return badge(row.state === 'waiting' ? 'evidence' : 'plain', say(`state.${row.state}`));
}

function present() {
  const there = feed.latest?.present || [];
  return make('p', {class: 'quiet'}, there.length ? say('inbox.present', {names: there.map(({name}) => name).join('、')}) : say('inbox.nobody'));
}

const hear = (sentence) => (find('#heard').textContent = sentence);

/** Tells who came to wait since the last look, by voice and in the tab's title. */
function announce(now, before) {
  const known = new Set((before?.threads || []).filter(LOOKS.waiting).map(({conversation_id: id}) => id));
  const fresh = now.threads.filter((row) => LOOKS.waiting(row) && !known.has(row.conversation_id));
  if (before && fresh.length) hear(say('heard.waiting', {count: fresh.length, text: (fresh[0].last_text || '').slice(0, 80)}));
  const count = inbox.count();
  document.title = `${count ? `(${count}) ` : ''}${document.title.replace(/^\(\d+\) /, '')}`;
}
