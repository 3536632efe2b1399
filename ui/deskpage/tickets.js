// The tickets of the desks: what is overdue, what is new, what is mine, and one of them in full.
import {badge, button, make} from './element.js';
import {read} from './server.js';
import {until} from './due.js';
import {channelOf, desksOf, folded, named, pick, priority, searchField, tick} from './names.js';
import {openNew} from './newticket.js';
import {Ticket} from './ticket.js';
import {say} from './words.js';

/** The looks that a desk begins with, each a question to the list with its count. */
const LOOKS = [
  {name: 'overdue', asks: 'due=overdue', look: 'bad'},
  {name: 'soon', asks: 'due=soon', look: 'late'},
  {name: 'new', asks: 'state=new'},
  {name: 'mine', asks: 'mine=true'},
  {name: 'open', asks: ''},
];
const DUE = ['overdue', 'soon', 'running', 'paused', 'stopped'];

export const tickets = {
  name: 'tickets',
  probe: '/api/tickets?limit=1',
  count: ({counts}) => counts.overdue + counts.soon,
  id: ({id}) => id,
  colour: ({due, state}) => `${due} ${state}`,

  head: (house, asked, panes) => [
    make('nav', {class: 'looks', 'aria-label': say('looks')}, LOOKS.map(({name, asks, look}) => make('a', {
      href: `#tickets${asks ? `?${asks}` : ''}`, class: house.counts[name] ? look : null, 'aria-current': asked.toString() === asks ? 'true' : null,
    }, make('b', {}, String(house.counts[name])), say(`look.${name}`)))),
    make('div', {class: 'acts'},
      button(say('ticket.new'), () => openNew(house, (made) => { location.hash = `#tickets/${made.id}`; panes.refresh(); }), {class: 'small'}),
      make('a', {class: 'button small', href: `/api/tickets/export.csv?${question(asked)}`, download: ''}, say('ticket.export'))),
  ],

  filters: (house, asked) => [
    searchField(asked.get('q'), say('tickets.search')),
    ...folded(asked, pick('desk', desksOf(house), asked.get('desk'), say('filter.desk.all')),
    pick('state', [...house.states, {id: 'all', name: say('filter.state.every')}], asked.get('state'), say('filter.state.open')),
    pick('priority', house.priorities.map(({id, name}) => ({id, name: `${id} ${name}`})), asked.get('priority'), say('filter.priority.all')),
    pick('due', DUE.map((id) => ({id, name: say(`due.${id}`)})), asked.get('due'), say('filter.due.all')),
    tick('mine', say('look.mine'), asked.has('mine'))),
  ],

  async load(house, asked, start, limit) {
    const {tickets: rows, total} = await read(`/api/tickets?${question(asked)}&start=${start}&limit=${limit}`);
    return {rows, total};
  },

  urgent: (house, rows) => rows.find(({due}) => due === 'overdue') || rows.find(({state}) => state === 'new') || rows[0],

  row: (house, ticket) => [
    make('span', {class: 'top'}, priority(house, ticket.priority), badge('plain', named(house.states, ticket.state)),
      ticket.due_at && clockOf(ticket), ticket.assignee && make('span', {class: 'quiet'}, ticket.assignee)),
    make('b', {class: 'line'}, ticket.summary || ticket.id),
    make('span', {class: 'quiet'}, [ticket.desk_name, channelOf(house, ticket.channel), ticket.entity, ticket.id].filter(Boolean).join(' · ')),
  ],

  async open(house, id, panes) {
    return new Ticket(house, await read(`/api/tickets/${encodeURIComponent(id)}`), panes);
  },
};

/** What runs out next: the first response while there was none, the solution after that. */
export function clockOf(ticket) {
  return until(ticket.due_at, say(ticket.responded_at ? 'due.solution' : 'due.response'));
}

/** The list's question as the server reads it: without a state the open ones. */
function question(asked) {
  const wanted = new URLSearchParams(asked);
  if (wanted.get('state') === 'all') wanted.delete('state');
  else if (!wanted.has('state') && wanted.get('due') !== 'stopped') wanted.set('open', 'true');
  return wanted;
}
