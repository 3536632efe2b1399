// The service desk: which part is shown, what waits in each, and whether the server can be reached.
import './deskwords.js';
import './talkwords.js';
import {know, login, read, Refusal, tell} from './server.js';
import {button, find, make, refill} from './element.js';
import {set as setClock, tick} from './due.js';
import {forget, recall} from './kept.js';
import {listen} from './shortcuts.js';
import * as tip from './tip.js';
import {Panes} from './panes.js';
import {conversations} from './conversations.js';
import {curated} from './curated.js';
import {gaps} from './gaps.js';
import {inbox} from './inbox.js';
import {tickets} from './tickets.js';
import {say} from './words.js';

/** The parts in their order. One whose first address is not there, or not for this person, is not shown. */
const PARTS = [inbox, tickets, curated, gaps, conversations];
const EVERY = 20_000; // milliseconds between two looks at what waits

let house = null, shown = [];
const panes = {};

function where() {
  const [, name, id, query] = location.hash.match(/^#(\w+)(?:\/([^?]*))?(?:\?(.*))?$/) || [];
  const part = shown.find((one) => one.name === name) || shown[0];
  if (part?.name !== name) return [part, '', ''];
  try { return [part, decodeURIComponent(id || ''), query || '']; } catch { return [part, '', query || '']; }
}

const current = () => panes[where()[0]?.name];

function show() {
  const [part, id, query] = where();
  if (!part) return find('#view').replaceChildren(make('p', {class: 'empty'}, say('parts.none')));
  tip.hide();
  if (find('#said').classList.contains('bad')) tell(''); // what was done is still to be read
  tabs();
  panes[part.name] ||= new Panes(part, house);
  if (find('#view').firstChild !== panes[part.name].element) find('#view').replaceChildren(panes[part.name].element);
  return panes[part.name].show(id, query);
}

function tabs() {
  const here = where()[0]?.name;
  refill(find('#tabs'), shown.map(({name, count}) => {
    const waiting = count?.(house) || 0;
    return make('a', {href: `#${name}`, 'aria-current': name === here ? 'page' : null}, say(`tab.${name}`),
      waiting > 0 && make('span', {class: 'waiting', 'aria-label': say('waiting.count', {count: waiting})}, String(waiting)));
  }));
}

async function look() {
  if (document.hidden || !house) return;
  try {
    house.counts = await read('/api/desk/counts');
    setClock(house.counts.now, house.is_clock_fixed);
    await Promise.all(shown.map((part) => part.look?.(house)));
    reached();
  } catch (error) {
    if (error.status === 0) return lost();
    if (error.status === 401) return complain(error);
  }
  tabs();
  current()?.counted();
}

function lost() {
  const line = find('#lost');
  line.textContent = say('lost');
  line.hidden = false;
}

function reached() {
  const line = find('#lost');
  if (line.hidden) return;
  line.hidden = true;
  current()?.refresh();
}

/** Whether the part is there and this person may see it; any other trouble is the part's own to tell. */
async function isThere({probe}) {
  try {
    await read(probe);
    return true;
  } catch (error) {
    return ![403, 404, 405].includes(error.status);
  }
}

async function begin() {
  find('#tabs').setAttribute('aria-label', document.title);
  try {
    house = await read('/api/desk');
    house.counts = await read('/api/desk/counts');
  } catch (error) {
    return complain(error);
  }
  know(house.reasons);
  recall(house.me.id);
  setClock(house.counts.now, house.is_clock_fixed);
  const there = await Promise.all(PARTS.map(isThere));
  shown = PARTS.filter((_, at) => there[at]);
  house.look = look;
  tip.begin();
  await Promise.all(shown.map((part) => part.begin?.(house, {tabs, current})));
  addEventListener('hashchange', () => show());
  addEventListener('offline', lost);
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  find('form[action="/logout"]')?.addEventListener('submit', forget);
  listen({parts: () => shown, current});
  setInterval(look, EVERY);
  setInterval(tick, 1000);
  show();
  look();
}

function complain(error) {
  const isOut = error.status === 401;
  const again = button(say(isOut ? 'login' : 'again'), () => (isOut ? location.assign(login()) : begin()));
  find('#view').replaceChildren(make('div', {class: 'empty bad', role: 'alert'}, make('p', {}, error instanceof Refusal ? error.message : say('broken')), again));
  if (!(error instanceof Refusal)) console.error(error);
  if (error.status === 503) setTimeout(() => again.isConnected && begin(), 5000);
}

begin();
