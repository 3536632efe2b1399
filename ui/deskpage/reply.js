// The box that a reply is written in. A reply that is sent again counts once; what is not sent is kept.
import {button, make, once} from './element.js';
import {attempt, send} from './server.js';
import {write, written} from './kept.js';
import {say} from './words.js';

const MOST = 1000; // characters

/** A key that nobody else has; a plain http address offers no randomUUID. */
const freshKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export class Reply {
  /** `sent` is told what was sent, with its key, before (`begun`) and after. */
  constructor(id, {begun, sent, failed}) {
    Object.assign(this, {id, begun, sent, failed});
    this.box = make('textarea', {rows: 2, value: written(this.#about), placeholder: say('reply.hint'), 'aria-label': say('reply.title'), enterkeyhint: 'send', on: {
      input: () => this.#changed(),
      keydown: (event) => this.#key(event),
    }});
    this.count = make('span', {class: 'count', 'aria-live': 'off'});
    this.go = button(say('reply.send'), () => this.#send(), {class: 'first'});
    this.element = make('div', {class: 'reply'}, this.box, make('div', {class: 'acts'}, make('span', {class: 'quiet keys'}, say('reply.keys')), this.count, this.go));
    this.#changed();
  }

  get #about() { return `reply ${this.id}`; }

  /** The key of this text: the same one as long as nobody knows whether it has arrived, also over a reload. */
  #keyOf(text) {
    const [key, ...rest] = written(`sending ${this.id}`).split(' ');
    if (key && rest.join(' ') === text) return key;
    const fresh = freshKey();
    write(`sending ${this.id}`, `${fresh} ${text}`);
    return fresh;
  }

  /** Puts a proposed reply in, after what is written there, to be edited before it goes. */
  put(text) {
    this.box.value = [this.box.value.trim(), text].filter(Boolean).join('\n');
    this.#changed();
    this.box.focus();
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }

  #changed() {
    const length = [...this.box.value].length;
    write(this.#about, this.box.value);
    this.count.textContent = length > MOST * 0.8 ? `${length}/${MOST}` : '';
    this.count.classList.toggle('over', length > MOST);
    this.box.style.height = 'auto';
    if (this.box.isConnected) this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 240)}px`;
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return; // 229: an input method still at work
    event.preventDefault();
    once(this.go, () => this.#send());
  }

  async #send() {
    const text = this.box.value.trim();
    if (!text || [...text].length > MOST) return this.box.focus();
    const key = this.#keyOf(text);
    this.begun({text, key});
    const isDone = await attempt(async () => {
      const message = await send(`/api/inbox/${encodeURIComponent(this.id)}/reply`, {text, key});
      write(`sending ${this.id}`, '');
      if (this.box.value.trim() === text) this.box.value = '';
      this.#changed();
      this.sent({...message, key});
    });
    if (!isDone) this.failed(key);
    this.box.focus();
  }
}
