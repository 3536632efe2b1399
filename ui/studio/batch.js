// Many drafts at once: a table goes in, its progress is followed, two tables and a report come out.
import './copywords.js';
import {attempt, read, tell} from './server.js';
import {badge, button, clock, fill, make} from './element.js';
import {keep, work} from './memory.js';
import {batchReport} from './batchreport.js';
import {say} from './words.js';

const LOOK = {done: 'ok', failed: 'blocked', cancelled: 'plain', interrupted: 'needs_evidence'};
const LIVE = ['waiting', 'running'];
const COLUMNS = ['community', 'tag', 'channel', 'product', 'campaign'];
const PAUSE = 1500; // milliseconds between two looks

export class Batch {
  constructor(house, rest) {
    Object.assign(this, {house, id: decodeURIComponent(rest || '') || work.batch});
    this.picker = make('input', {type: 'file', hidden: true, accept: '.csv,.tsv,.txt,.xlsx,text/csv', 'aria-label': say('batch.choose'), on: {change: () => this.#take(this.picker.files[0])}});
    this.job = make('div', {class: 'job'});
    this.recent = make('div', {});
    this.element = make('section', {id: 'batch', 'aria-labelledby': 'batch-title'},
      make('h2', {id: 'batch-title', tabindex: -1}, say('batch.title')), make('p', {class: 'quiet'}, say('batch.says')), this.#drop(), this.job, this.recent);
    if (this.id) this.#follow();
    this.#list();
  }

  #drop() {
    this.start = make('button', {type: 'button', class: 'first', on: {click: () => this.picker.click()}}, say('batch.choose'));
    const zone = make('div', {class: 'drop', on: {
      dragover: (event) => { event.preventDefault(); zone.classList.add('over'); },
      dragleave: () => zone.classList.remove('over'),
      drop: (event) => { event.preventDefault(); zone.classList.remove('over'); this.#take(event.dataTransfer.files[0]); },
    }}, make('p', {}, say('batch.drop'), ' ', this.start, ' ', this.#template()), this.picker);
    return zone;
  }

  /** An empty table with one line of an example, as Excel writes it. */
  #template() {
    const {tags, channels, products, campaigns} = this.house;
    const first = (rows) => rows[0]?.id || '';
    const lines = [COLUMNS, ['1', first(tags), first(channels), first(products), first(campaigns)]].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    return button(say('batch.template'), () => {
      const address = URL.createObjectURL(new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], {type: 'text/csv'}));
      make('a', {href: address, download: say('batch.template.name')}).click();
      URL.revokeObjectURL(address);
    });
  }

  async #take(file) {
    this.picker.value = '';
    if (!file || this.isSending) return;
    if (!/\.(csv|tsv|txt|xlsx|xlsm)$/i.test(file.name)) return tell(say('batch.kind'), true);
    this.isSending = true;
    await attempt(async () => {
      const body = new FormData();
      body.append('file', file);
      const job = await read('/api/batches', {method: 'POST', body});
      this.#set(job.id);
      this.#draw(job);
      tell(say('batch.begun'));
      this.#follow();
      this.#list();
    });
    this.isSending = false;
  }

  /** The batches of before, to go back to; the one that is shown is not among them. */
  async #list() {
    const found = (await read('/api/batches?limit=20').catch(() => [])).filter(({id}) => id !== this.id);
    const row = (job) => make('li', {}, button(job.name, () => { this.#set(job.id); this.#follow(); this.#list(); document.querySelector('#batch-title').focus(); }, {class: 'link'}),
      badge(LOOK[job.status] || 'plain', say(`batch.status.${job.status}`)), make('span', {class: 'quiet'}, say('batch.of', {rows: job.rows, total: job.total, by: job.created_by, at: clock(job.created_at)})));
    fill(this.recent, found.length > 0 && make('details', {class: 'recent', open: !this.id}, make('summary', {}, say('batch.list')), make('ul', {}, found.map(row))));
  }

  #set(id) {
    this.id = work.batch = id;
    keep();
    history.replaceState(null, '', `#batch/${encodeURIComponent(id)}`);
  }

  get address() {
    return `/api/batches/${encodeURIComponent(this.id)}`;
  }

  async #follow() {
    clearTimeout(this.waiting);
    const {id} = this;
    let pause = PAUSE;
    try {
      const job = await read(this.address);
      if (id !== this.id) return;
      this.#draw(job);
      if (!LIVE.includes(job.status)) return;
    } catch (error) {
      if (error.status === 404) return this.#forget();
      pause = Math.max(PAUSE * 3, error.wait * 1000);
      this.now?.replaceChildren(error.status ? error.message : say('batch.lost'));
    }
    this.waiting = setTimeout(() => this.element.isConnected && this.#follow(), pause);
  }

  #forget() {
    Object.assign(work, {batch: ''});
    this.id = '';
    keep();
    this.job.replaceChildren();
  }

  /** A new state makes a new card; progress within one only moves the bar, so that no button loses its focus. */
  #draw(job) {
    if (this.shown !== `${job.id} ${job.status}`) this.#card(job);
    this.shown = `${job.id} ${job.status}`;
    const {done = 0, total = 0, seconds_left: left, error} = job;
    if (total) Object.assign(this.bar, {max: total, value: done});
    const said = [total ? say('batch.progress', {done, total, rows: job.rows}) : '', LIVE.includes(job.status) && left ? say('batch.left', {left: lasting(left)}) : '', error];
    this.now.textContent = said.filter(Boolean).join(' · ');
  }

  #card(job) {
    const {status, done = 0} = job, isLive = LIVE.includes(status), hasDrafts = !isLive && done > 0;
    const link = (name, key) => make('a', {class: 'button', href: `${this.address}/${name}`, download: true}, say(key));
    this.bar = make('progress', {'aria-label': say('batch.title')});
    this.now = make('p', {class: 'quiet'});
    const told = make('div', {});
    this.job.replaceChildren(make('article', {class: 'card wide'},
      make('header', {}, make('h3', {}, job.name || say('batch.title')), make('span', {role: 'status'}, badge(LOOK[status] || 'plain', say(`batch.status.${status}`, {}, status)))), this.bar, this.now,
      make('div', {class: 'acts'}, isLive && button(say('batch.cancel'), () => this.#post('cancel', 'batch.cancelled')),
        ['interrupted', 'cancelled', 'failed'].includes(status) && button(say('batch.resume'), () => this.#post('resume', 'batch.resumed'), {class: 'first'}),
        hasDrafts && link('drafts.csv', 'batch.csv'), hasDrafts && link('drafts.xlsx', 'batch.xlsx')), told));
    if (!isLive) this.#report(told);
  }

  async #report(place) {
    const told = await read(`${this.address}/report?limit=200`).catch(() => null);
    if (told) fill(place, batchReport(told, this.house));
  }

  #post(verb, done) {
    return attempt(async () => {
      await read(`${this.address}/${verb}`, {method: 'POST'});
      tell(say(done));
      this.#follow();
    });
  }
}

const lasting = (seconds) => (seconds < 90 ? say('batch.seconds', {count: Math.ceil(seconds)}) : say('batch.minutes', {count: Math.ceil(seconds / 60)}));
