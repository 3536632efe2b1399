// What happens in the inbox, as it happens. A stream that breaks off goes on where it stopped; while it is down the list is looked at.
import {read} from './server.js';

const AGAIN = 3000; // milliseconds until a stream that was refused is tried again

export class Feed {
  #hearers = {inbox: [], message: [], again: [], broken: []};
  #hasBroken = false;
  latest = null;

  on(event, hear) {
    this.#hearers[event].push(hear);
    return () => (this.#hearers[event] = this.#hearers[event].filter((one) => one !== hear));
  }

  #tell(event, what) {
    for (const hear of this.#hearers[event]) hear(what);
  }

  begin() {
    const stream = new EventSource('/api/inbox/events');
    stream.addEventListener('inbox', (event) => this.#now(JSON.parse(event.data)));
    stream.addEventListener('message', (event) => this.#tell('message', JSON.parse(event.data)));
    stream.addEventListener('open', () => {
      if (this.#hasBroken) this.#tell('again');
      this.#hasBroken = false;
    });
    stream.addEventListener('error', () => {
      if (!this.#hasBroken) this.#tell('broken');
      this.#hasBroken = true;
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => this.#resume(), AGAIN); // else the browser tries again by itself, with the last number it saw
    });
  }

  /** A refused stream is begun anew, unless this person is logged out. */
  async #resume() {
    try {
      await this.look();
    } catch (error) {
      if (error.status === 401) return;
      if (error.status !== 0) return void setTimeout(() => this.#resume(), AGAIN);
    }
    this.begin();
  }

  #now(inbox) {
    const before = this.latest;
    this.latest = inbox;
    this.#tell('inbox', {inbox, before});
  }

  async look() {
    this.#now(await read('/api/inbox'));
    return this.latest;
  }
}
