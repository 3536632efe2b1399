// The library of copy: a list with filters, figures, an export; or one piece.
import './copywords.js';
import {badge, choice, clock, make} from './element.js';
import {CopyView} from './copy.js';
import {figures} from './figures.js';
import {attempt, read} from './server.js';
import {say} from './words.js';

const PAGE = 50;
export const STATES = ['draft', 'review', 'returned', 'approved', 'expired', 'withdrawn'];
const LOOK = {approved: 'ok', review: 'needs_evidence', returned: 'blocked', expired: 'blocked', withdrawn: 'plain', draft: 'plain'};

export const stateBadge = (state) => badge(LOOK[state] || 'plain', say(`copy.state.${state}`, {}, state));

export class Copies {
  constructor(house, rest) {
    this.house = house;
    this.element = make('section', {id: 'copies', 'aria-labelledby': 'copies-title'});
    if (rest && !rest.includes('=')) {
      this.element.append(new CopyView(house, decodeURIComponent(rest)).element);
      return;
    }
    this.asked = new URLSearchParams(rest);
    this.results = make('div', {'aria-live': 'polite'}, make('p', {class: 'empty'}, say('loading')));
    this.export = make('a', {class: 'button', download: 'copies.csv'}, say('copies.export'));
    this.element.append(make('h2', {id: 'copies-title', tabindex: -1}, say('copies.title')), this.#filters(), this.results, figures(house));
    this.#show();
  }

  #filters() {
    const list = (name, rows, none) => choice(rows, this.asked.get(name), none, {name, 'aria-label': none});
    const states = STATES.map((id) => ({id, name: say(`copy.state.${id}`)}));
    const form = make('form', {class: 'filters', role: 'search', on: {submit: (event) => event.preventDefault(), input: (event) => this.#filter(form, event.target)}},
      make('input', {type: 'search', name: 'q', value: this.asked.get('q') || '', placeholder: say('copies.search'), 'aria-label': say('copies.search'), maxlength: 100, autocomplete: 'off'}),
      list('state', states, say('copies.state')), list('channel', this.house.channels, say('copies.channel')),
      list('tag', this.house.tags.map(({id, name}) => ({id, name: `${id} ${name}`})), say('copies.tag')),
      make('label', {class: 'chip'}, make('input', {type: 'checkbox', name: 'changed', value: 'true', checked: this.asked.has('changed')}), make('span', {}, say('copies.changed'))), this.export);
    return form;
  }

  #filter(form, field) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#go(new URLSearchParams([...new FormData(form)].filter(([, value]) => value))), field.type === 'search' ? 300 : 0);
  }

  #go(asked) {
    this.asked = asked;
    history.replaceState(null, '', `#copies${asked.size ? `?${asked}` : ''}`);
    this.#show();
  }

  async #show() {
    const turn = (this.turn = (this.turn || 0) + 1); // a slow answer must not replace a later one
    this.results.setAttribute('aria-busy', 'true');
    const {start, ...rest} = Object.fromEntries(this.asked);
    const wanted = new URLSearchParams(rest);
    this.export.href = `/api/copies/export.csv?${wanted}`;
    const isRead = await attempt(async () => {
      const {copies, total} = await read(`/api/copies?${new URLSearchParams({...rest, start: start || 0, limit: PAGE})}`);
      if (turn === this.turn) this.results.replaceChildren(...this.#list(copies, total, Number(start) || 0));
    });
    if (turn !== this.turn) return;
    this.results.removeAttribute('aria-busy');
    if (!isRead) this.results.replaceChildren(make('p', {class: 'empty bad'}, document.getElementById('said').textContent, ' ', make('button', {type: 'button', on: {click: () => this.#show()}}, say('again'))));
  }

  #list(copies, total, start) {
    if (!copies.length) return [make('p', {class: 'empty'}, say(this.asked.size ? 'copies.none' : 'copies.empty'), ' ', this.asked.size ? make('a', {href: '#copies', on: {click: (event) => { event.preventDefault(); this.element.querySelector('form').reset(); this.#go(new URLSearchParams()); for (const each of this.element.querySelectorAll('.filters select, .filters input')) each.type === 'checkbox' ? (each.checked = false) : (each.value = ''); }}}, say('copies.clear')) : '')];
    return [make('p', {class: 'quiet'}, say('copies.total', {count: total})), make('ul', {class: 'copies'}, copies.map((copy) => this.#row(copy))), this.#pages(total, start)].filter(Boolean);
  }

  #row(copy) {
    const channel = this.house.channels.find(({id}) => id === copy.channel)?.name || copy.channel;
    const about = [channel, copy.tag, copy.product, copy.author, clock(copy.changed_at), copy.expires_on && `${say('copy.expires')} ${copy.expires_on}`];
    const opening = copy.body.trimStart().split('\n')[0].slice(0, 40), rest = copy.title ? copy.body : copy.body.trimStart().slice(opening.length);
    return make('li', {}, make('a', {href: `#copies/${encodeURIComponent(copy.id)}`},
      make('b', {}, copy.title || opening), make('span', {class: 'quiet clip'}, rest.replace(/\s+/g, ' ').slice(0, 90))),
      make('div', {class: 'about'}, stateBadge(copy.state), copy.is_changed ? badge('needs_evidence', say('copies.source.changed')) : null, make('span', {class: 'quiet'}, about.filter(Boolean).join(' · '))));
  }

  #pages(total, start) {
    if (total <= PAGE) return null;
    const link = (to, key) => to >= 0 && to < total && make('button', {type: 'button', on: {click: () => { this.asked.set('start', to); this.#go(this.asked); }}}, say(key));
    return make('nav', {class: 'pages'}, link(start - PAGE, 'copies.before'), make('span', {}, say('copies.page', {page: start / PAGE + 1, pages: Math.ceil(total / PAGE)})), link(start + PAGE, 'copies.after'));
  }
}
