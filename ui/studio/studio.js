// The content studio: which view is shown, and what it needs to know of the house.
import './studiowords.js';
import {know, login, read, Refusal, tell} from './server.js';
import {button, find, make} from './element.js';
import {forget, keepNow, recall} from './memory.js';
import * as tip from './tip.js';
import {Brief} from './brief.js';
import {Batch} from './batch.js';
import {Check} from './check.js';
import {Copies} from './copies.js';
import {Drafts} from './drafts.js';
import {Facts} from './facts.js';
import {say} from './words.js';

let house = null;

/** Views by their name in the address; each makes its element, with what follows the name. */
const VIEWS = {
  write: () => {
    const drafts = new Drafts(house);
    return make('div', {class: 'write'}, (house.problems || []).map((problem) => make('p', {class: 'late'}, problem)), new Facts(house, () => {}).element, new Brief(house, () => drafts.write()).element, drafts.element);
  },
  check: () => new Check(house).element,
  copies: (rest) => new Copies(house, rest).element,
  batch: (rest) => new Batch(house, rest).element,
};

const KEPT = new Set(['write', 'check']), kept = {};

const isShown = {copies: () => house.me.may.includes('write copy'), batch: () => house.me.may.includes('write copy')};
const names = () => Object.keys(VIEWS).filter((name) => !isShown[name] || isShown[name]());

function where() {
  const [, name, rest] = location.hash.match(/^#(\w+)[/?]?(.*)$/) || [];
  try { decodeURIComponent(rest); } catch { return ['write', '']; } // no address of ours
  return names().includes(name) ? [name, rest] : ['write', ''];
}

function show() {
  const [name, rest] = where();
  tip.hide();
  tell('');
  find('#tabs').replaceChildren(...names().map((each) => make('a', {href: `#${each}`, 'aria-current': each === name ? 'page' : null}, say(`tab.${each}`))));
  // What somebody types in stays as it is while they look elsewhere; lists are read anew.
  if (KEPT.has(name)) kept[name] ||= VIEWS[name](rest);
  find('#view').replaceChildren(kept[name] || VIEWS[name](rest));
}

async function begin() {
  find('#tabs').setAttribute('aria-label', document.title);
  try {
    house = await read('/api/studio');
  } catch (error) {
    return complain(error);
  }
  know(house.reasons);
  recall(house.me.id);
  tip.begin();
  addEventListener('hashchange', () => { keepNow(); show(); find('#view').focus({preventScroll: true}); });
  find('form[action="/logout"]')?.addEventListener('submit', forget);
  show();
}

function complain(error) {
  const isOut = error.status === 401;
  const again = button(say(isOut ? 'login' : 'again'), () => (isOut ? location.assign(login()) : begin()));
  find('#view').replaceChildren(make('div', {class: 'empty bad', role: 'alert'}, make('p', {}, error instanceof Refusal ? error.message : say('broken')), again));
  if (error.status === 503) setTimeout(() => again.isConnected && begin(), 5000);
}

begin();
