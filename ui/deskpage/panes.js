// A list beside what is open of it; on a phone one after the other. Every part of the desk is such a pair.
import {button, fill, find, make, refill} from './element.js';
import {attempt, Refusal} from './server.js';
import {say} from './words.js';

const MOST = 50; // rows that are read at once

/**
 * A part is {name, probe, load(house, query, start, most) -> {rows, total}, id(row), row(house, row), open(house, id, panes)},
 * and may have filters(house, query) -> elements with names, head(house, query), count(house), urgent(rows) -> row.
 * `open` gives {element, keys: {take, reply}, close(), refresh()}.
 */
export class Panes {
  rows = []; id = ''; query = ''; opened = null; #turn = 0; #opening = 0; #read = false;

  constructor(part, house) {
    Object.assign(this, {part, house});
    this.head = make('div', {class: 'head'});
    this.form = make('form', {class: 'filters', role: 'search', 'aria-label': say(`tab.${part.name}`), on: {submit: (event) => event.preventDefault(), input: (event) => this.#filtered(event)}});
    this.count = make('p', {class: 'quiet', role: 'status'});
    this.list = make('ul', {class: 'rows', 'aria-label': say(`tab.${part.name}`)});
    this.more = button(say('more'), () => this.#more(), {hidden: true});
    this.side = make('section', {class: 'list', 'aria-label': say('list.of', {name: say(`tab.${part.name}`)})}, this.head, this.form, this.count, this.list, this.more);
    this.detail = make('section', {class: 'detail', tabindex: -1, 'aria-label': say('opened')});
    this.element = make('div', {class: 'panes'}, this.side, this.detail);
  }

  async show(id, query) {
    const isNew = query !== this.query || !this.#read;
    const before = this.id;
    Object.assign(this, {id, query});
    this.element.classList.toggle('open', Boolean(id));
    if (isNew) {
      this.#fill();
      this.#reload();
    } else this.#mark();
    if (id !== before || !this.opened) await this.#open(id, id !== before);
    else this.opened?.refresh?.();
    if (!id && before) find(`a[data-id="${CSS.escape(before)}"]`, this.list)?.focus();
  }

  #fill() {
    const asked = new URLSearchParams(this.query);
    refill(this.head, this.part.head?.(this.house, asked, this) || []);
    if (!this.form.contains(document.activeElement)) fill(this.form, this.part.filters?.(this.house, asked) || []);
  }

  /** What is counted has been looked at anew. */
  counted() {
    refill(this.head, this.part.head?.(this.house, new URLSearchParams(this.query), this) || []);
    this.refresh();
  }

  /** The list as it is now, and what is open of it; nobody loses their place. */
  refresh() {
    this.#reload(true);
    this.opened?.refresh?.();
  }

  async #reload(isQuiet = false) {
    const turn = ++this.#turn, most = isQuiet ? Math.max(MOST, this.rows.length) : MOST;
    if (!isQuiet) this.list.setAttribute('aria-busy', 'true');
    if (!isQuiet && !this.rows.length) this.list.replaceChildren(make('li', {class: 'empty'}, say('loading')));
    try {
      const {rows, total, isMore} = await this.part.load(this.house, new URLSearchParams(this.query), 0, Math.min(most, 200));
      if (turn !== this.#turn) return;
      this.#read = true;
      this.#draw(rows, total, isMore);
    } catch (error) {
      if (turn === this.#turn && !isQuiet) this.list.replaceChildren(make('li', {}, this.#trouble(error, () => this.#reload())));
    } finally {
      if (turn === this.#turn) this.list.removeAttribute('aria-busy');
    }
  }

  async #more() {
    await attempt(async () => {
      const {rows, total, isMore} = await this.part.load(this.house, new URLSearchParams(this.query), this.rows.length, MOST);
      this.#draw([...this.rows, ...rows], total, isMore);
    });
  }

  #draw(rows, total, isMore = rows.length < total) {
    const held = document.activeElement?.closest?.('.rows a')?.dataset.id;
    this.rows = rows;
    this.count.textContent = rows.length && total !== null ? say('total', {count: total}) : '';
    this.more.hidden = !isMore;
    const lines = rows.map((row) => {
      const id = String(this.part.id(row));
      return make('li', {}, make('a', {href: this.address(id), data: {id}, class: this.part.colour?.(row) || null}, this.part.row(this.house, row)));
    });
    this.list.replaceChildren(...(lines.length ? lines : [make('li', {class: 'empty'}, this.#nothing())]));
    this.#mark();
    if (held) find(`a[data-id="${CSS.escape(held)}"]`, this.list)?.focus({preventScroll: true});
  }

  #nothing() {
    const isAsked = [...new URLSearchParams(this.query)].length > 0;
    return isAsked ? [make('p', {}, say('none.asked')), make('a', {href: `#${this.part.name}`}, say('clear'))] : say(`${this.part.name}.empty`);
  }

  address(id) {
    return `#${this.part.name}${id ? `/${encodeURIComponent(id)}` : ''}${this.query ? `?${this.query}` : ''}`;
  }

  #mark() {
    for (const link of this.list.querySelectorAll('a[data-id]')) {
      link.dataset.id === this.id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
      link.href = this.address(link.dataset.id);
    }
  }

  async #open(id, isMoved) {
    const turn = ++this.#opening;
    this.opened?.close?.();
    this.opened = null;
    if (!id) return this.detail.replaceChildren(make('p', {class: 'empty'}, say(`${this.part.name}.pick`)));
    this.detail.replaceChildren(make('p', {class: 'empty'}, say('loading')));
    try {
      const opened = await this.part.open(this.house, id, this);
      if (turn !== this.#opening) return opened.close?.();
      this.opened = opened;
      this.detail.replaceChildren(make('a', {class: 'back', href: this.address('')}, say('back')), opened.element);
      if (isMoved) this.#lookAt();
    } catch (error) {
      if (turn === this.#opening) this.detail.replaceChildren(make('a', {class: 'back', href: this.address('')}, say('back')), this.#trouble(error, () => this.#open(id, true)));
    }
  }

  #lookAt() {
    this.detail.scrollTop = 0;
    if (!this.list.contains(document.activeElement) || getComputedStyle(this.side).display === 'none') this.detail.focus({preventScroll: true});
    if (getComputedStyle(this.side).display === 'none') scrollTo(0, 0);
  }

  #trouble(error, again) {
    if (!(error instanceof Refusal)) console.error(error);
    return make('div', {class: 'empty bad', role: 'alert'}, make('p', {}, error instanceof Refusal ? error.message : say('broken')), button(say('again'), again));
  }

  #filtered(event) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      const query = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value)).toString();
      history.replaceState(null, '', `#${this.part.name}${this.id ? `/${encodeURIComponent(this.id)}` : ''}${query ? `?${query}` : ''}`);
      this.show(this.id, query);
    }, event.target.type === 'search' ? 300 : 0);
  }

  // -- by keyboard --------------------------------------------------------------------------------

  /** The one that is to be looked at first. */
  first() {
    const row = this.part.urgent ? this.part.urgent(this.house, this.rows) : this.rows[0];
    if (row) location.hash = this.address(String(this.part.id(row)));
  }

  step(by) {
    const ids = this.rows.map((row) => String(this.part.id(row)));
    const at = ids.indexOf(this.id), next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (!next) return;
    location.hash = this.address(next);
    find(`a[data-id="${CSS.escape(next)}"]`, this.list)?.scrollIntoView({block: 'nearest'});
  }

  press(name) {
    this.opened?.keys?.[name]?.();
  }

  search() {
    find('[type=search]', this.form)?.focus();
  }

  back() {
    if (this.id) location.hash = this.address('');
  }
}
