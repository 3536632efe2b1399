// A text is checked anew after each pause in typing. All texts of the page share one gap between two checks:
// a person may ask so many times a minute, and saving must not be refused because of typing.
import {send} from './server.js';
import {say} from './words.js';

const PAUSE = 900, GAP = 2500;
let free = 0; // when the next check may begin

const sleep = (milliseconds) => new Promise((end) => setTimeout(end, milliseconds));

/** Channels whose texts are answers: the conditions of a whole campaign need not stand in them. */
const ANSWERS = new Set(['faq', 'dianping']);

export class Checking {
  #turn = 0;
  #waiting = 0;
  #request = null;

  /** `text`, `channel` and `category` are asked at the moment of the check, and when a message is to be sent; `done` gets the verdict, `state` a sentence. */
  constructor({text, channel, category, done, state = () => {}, sending = () => null}) {
    Object.assign(this, {text, channel, category, done, state, sending});
  }

  soon() {
    clearTimeout(this.#waiting);
    this.#turn++;
    this.#request?.abort();
    this.#waiting = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    clearTimeout(this.#waiting);
    const turn = ++this.#turn;
    this.#request?.abort();
    const text = this.text();
    if (!text.trim()) return this.done(null);
    this.state(say('draft.checking'));
    while (turn === this.#turn && Date.now() < free) await sleep(free - Date.now());
    if (turn !== this.#turn) return;
    free = Date.now() + GAP;
    await this.#ask(text, turn);
  }

  async #ask(text, turn) {
    this.#request = new AbortController();
    const channel = ANSWERS.has(this.channel()) ? null : this.channel() || null;
    try {
      const verdict = await send('/api/compliance', {text, channel, category: this.category() || null, send_at: this.sending() || null}, 'POST', {signal: this.#request.signal});
      if (turn !== this.#turn) return;
      this.state(say('draft.checked', {count: verdict.findings.length}));
      this.done(verdict);
    } catch (error) {
      if (error.name === 'AbortError' || turn !== this.#turn) return;
      this.state(say('draft.unchecked', {why: error.message}));
      const wait = error.status === 429 ? (error.wait || 10) * 1000 : error.status === 0 ? 8000 : 0;
      if (wait) this.#waiting = setTimeout(() => this.now(), wait);
    }
  }
}
