// One conversation: what the next person has to know, what was said, and the box to answer in.
import {badge, button, choice, fill, labelled, make, refill} from './element.js';
import {attempt, read, send, tell} from './server.js';
import {asking} from './asking.js';
import {since} from './due.js';
import {correct} from './correct.js';
import {area, channelOf, named, priority} from './names.js';
import {called, source} from './paper.js';
import {Reply} from './reply.js';
import {said, talk} from './talk.js';
import {standing} from './inbox.js';
import {say} from './words.js';

/** What may be done with a conversation, when, and what is asked before it. */
const ACTS = {
  take: {fits: (row) => row.may_take, look: 'first'},
  return: {fits: (row, isHolder) => row.state === 'with_person' && isHolder, asks: (_house, _row, {text}) => [area('text', say('thread.last.word'), text)]},
  transfer: {fits: (row, isHolder) => row.state === 'waiting' || (row.state === 'with_person' && isHolder), asks: ({desks}, row, {desk, comment}) => [
    labelled(say('field.desk'), choice(desks.filter(({id}) => id !== row.desk).map(({id, name, owns}) => ({id, name: `${name} · ${owns}`})), desk, null, {name: 'desk'})), area('comment', say('thread.for.desk'), comment)]},
  close: {fits: (row, isHolder) => row.state === 'with_person' && isHolder, asks: (_house, _row, {text, resolution}) => [area('text', say('thread.last.word'), text), area('resolution', say('thread.resolution'), resolution)]},
};

export class Thread {
  #pending = []; #rereading = 0; #staysAtEnd = true;

  constructor(house, row, panes, feed) {
    Object.assign(this, {house, row, panes});
    this.head = make('header');
    this.about = make('aside', {'aria-label': say('thread.summary')});
    this.talk = talk(say('thread.talk'));
    this.below = button(say('thread.new'), () => this.#toEnd(), {class: 'below', hidden: true});
    this.proposals = make('div', {class: 'proposals'});
    this.acts = make('div', {class: 'acts'});
    this.why = make('p', {class: 'quiet'});
    this.reply = new Reply(row.conversation_id, {
      begun: (message) => { this.#pending.push(message); this.#talked(); this.#toEnd(); },
      sent: (message) => this.#heard(message),
      failed: (key) => { this.#pending = this.#pending.filter((one) => one.key !== key); this.#talked(); },
    });
    const foot = make('div', {class: 'foot'}, this.below, this.proposals, this.reply.element, this.why, this.acts);
    this.element = make('article', {class: 'thread'}, this.head, this.about, make('div', {class: 'said-all'}, this.talk), foot);
    this.keys = {take: () => this.#may('take') && this.#act('take'), reply: () => this.reply.box.focus()};
    this.off = [feed.on('message', (message) => message.conversation_id === row.conversation_id && this.#heard(message)), feed.on('again', () => this.refresh())];
    this.watch = new ResizeObserver(() => this.#staysAtEnd && this.#toEnd()); // a box that grows hides nothing
    for (const part of [foot, this.talk]) this.watch.observe(part);
    this.scrolled = () => { this.#staysAtEnd = this.#isAtEnd(); if (this.#staysAtEnd) this.below.hidden = true; };
    for (const place of [panes.detail, window]) place.addEventListener('scroll', this.scrolled, {passive: true});
    this.#draw();
    requestAnimationFrame(() => this.#toEnd());
  }

  close() {
    this.off.forEach((off) => off());
    this.watch.disconnect();
    for (const place of [this.panes.detail, window]) place.removeEventListener('scroll', this.scrolled);
    clearTimeout(this.#rereading);
  }

  /** Reads all of it again: whatever was missed while the line was down is there. */
  async refresh() {
    clearTimeout(this.#rereading);
    try {
      const fresh = await read(`/api/inbox/${encodeURIComponent(this.row.conversation_id)}`);
      if (JSON.stringify(fresh) === JSON.stringify(this.row)) return;
      const isAtEnd = this.#isAtEnd();
      this.row = fresh;
      this.#draw();
      if (isAtEnd) this.#toEnd();
    } catch { /* the page tells when nothing can be reached */ }
  }

  /** One message, from here or from elsewhere; a number that is missing before it is read with all of it. */
  #heard(message) {
    const {transcript} = this.row, isAtEnd = this.#isAtEnd();
    this.#pending = this.#pending.filter(({key}) => key !== message.key);
    if (transcript.some(({n}) => n && n === message.n)) return this.#talked();
    const last = Math.max(0, ...transcript.map(({n}) => n || 0));
    transcript.push(message);
    this.#talked();
    if (isAtEnd || message.from === 'staff') this.#toEnd();
    else this.below.hidden = false;
    clearTimeout(this.#rereading);
    this.#rereading = setTimeout(() => this.refresh(), message.n === last + 1 ? 1500 : 0); // summary and proposals follow what was said
  }

  get #isHolder() { return this.row.is_mine || this.house.me.is_admin; }
  #may(name) { return ACTS[name].fits(this.row, this.#isHolder); }

  #draw() {
    const {row, house} = this;
    fill(this.head, make('h2', {}, row.is_mine ? say('thread.mine') : say('thread.title', {desk: row.desk_name})),
      make('p', {class: 'top'}, row.priority && priority(house, row.priority), standing(row), row.since && since(row.since, row.state === 'waiting' ? 'since' : 'since.with'), row.position && badge('plain', say('thread.position', {position: row.position})),
        make('span', {class: 'quiet'}, [channelOf(house, row.channel), named(house.languages, row.language), row.mall].filter(Boolean).join(' · '))));
    this.#summary();
    this.#talked();
    this.#proposed();
    this.#feet();
  }

  /** The box to answer in, where this person may, and what else may be done. Nobody who is typing loses the box. */
  #feet() {
    const {row} = this, canReply = this.#canReply;
    refill(this.acts, Object.keys(ACTS).filter((name) => this.#may(name)).map((name) => button(say(`thread.${name}`), () => this.#act(name), {class: ACTS[name].look || 'small'})));
    this.why.textContent = canReply ? '' : say(row.may_take ? 'thread.take.first' : `thread.not.${row.state}`, {who: row.staff || row.who});
    this.reply.element.hidden = !canReply;
  }

  get #canReply() { return this.row.state === 'with_person' && this.#isHolder; }

  #summary() {
    const {summary, sources, tickets} = this.row, {house} = this;
    const list = (key, rows) => rows.length > 0 && [make('h3', {}, say(key)), make('ul', {}, rows.map((row) => make('li', {}, row)))];
    const isOpen = this.about.querySelector('details')?.open ?? innerWidth > 860;
    refill(this.about, make('details', {open: isOpen}, make('summary', {}, say('thread.summary')),
      list('thread.open', summary.open), list('thread.answered', summary.answered.map(({question: asked}) => asked)),
      (summary.entities.length > 0 || summary.moods.length > 0) && make('p', {}, summary.entities.map(({name}) => badge('plain', name)), ' ', summary.moods.map(({mood, words}) => badge('evidence', words.some((one) => one !== mood) ? `${mood}:${words.join('、')}` : mood))),
      list('thread.sources', sources.map(source)),
      list('thread.tickets', tickets.map((ticket) => [make('a', {href: `#tickets/${ticket.id}`}, ticket.id), ` ${ticket.priority} ${named(house.states, ticket.state)}`]))));
  }

  #talked() {
    const {transcript, sources} = this.row, papers = Object.fromEntries(sources.flatMap((one) => [[one.doc_id, one], [`${one.title} ${one.version}`.trim(), one]]));
    const kept = new Set(transcript.map(({key}) => key).filter(Boolean));
    const lines = [...transcript, ...this.#pending.filter(({key}) => !kept.has(key)).map((one) => ({...one, from: 'staff', name: this.row.who, sending: true}))];
    const drawn = lines.map((one, at) => [JSON.stringify(one), one, at]);
    const old = new Map([...this.talk.children].map((line) => [line.line, line]));
    fill(this.talk, drawn.map(([mark, one, at]) => old.get(mark) || Object.assign(said({...one, papers: (one.sources || []).map((id) => papers[id] || {title: id})}, this.#correctable(one, lines.slice(0, at), papers)), {line: mark})));
  }

  /** Answers of the assistant can be corrected, with the question that was asked before them. */
  #correctable(one, before, papers) {
    if (one.from !== 'assistant' || !one.turn || !this.house.canCorrect) return null;
    const asked = before.findLast(({from}) => from === 'shopper');
    return () => correct(this.house, {question: asked?.text || '', answer: one.text, doc_id: papers[one.sources?.[0]]?.doc_id, conversation_id: this.row.conversation_id, turn: one.turn});
  }

  /** Words of the desk go in at one tap; what comes out of papers is read first. */
  #proposed() {
    const {suggestions} = this.row, canReply = this.#canReply, mark = JSON.stringify([suggestions, canReply]);
    if (this.proposals.drawn === mark) return;
    this.proposals.drawn = mark;
    const phrases = suggestions.filter(({kind}) => kind === 'phrase'), found = suggestions.filter(({kind}) => kind !== 'phrase');
    const isOpen = this.proposals.querySelector('details')?.open ?? innerWidth > 860;
    refill(this.proposals,
      found.length > 0 && make('details', {open: isOpen}, make('summary', {}, say('proposals', {count: found.length})), make('ul', {}, found.map((one) => make('li', {class: one.is_internal ? 'internal' : null},
        make('p', {class: 'quiet'}, badge(one.is_internal ? 'evidence' : 'plain', one.is_internal ? say('proposal.internal') : say(`proposal.${one.kind}`)), ' ', one.url ? source(one) : called(one) || one.name),
        make('p', {class: 'words'}, one.text),
        canReply && !one.is_internal && button(say('proposal.put'), () => this.reply.put(one.text), {class: 'small'}))))),
      canReply && phrases.length > 0 && make('div', {class: 'phrases', role: 'group', 'aria-label': say('proposal.phrases')}, phrases.map(({name, text}) => button(name || text.slice(0, 8), () => this.reply.put(text), {class: 'chip', title: text}))));
  }

  async #act(name) {
    const {asks} = ACTS[name];
    const act = async (values) => {
      await send(`/api/inbox/${encodeURIComponent(this.row.conversation_id)}/${name}`, values);
      tell(say(`thread.done.${name}`));
      return true;
    };
    const isDone = asks ? await asking({title: say(`thread.${name}`), says: say(`thread.says.${name}`, {}, ''), yes: say(`thread.${name}`), fields: (values) => asks(this.house, this.row, values)}, act) : await attempt(() => act({}));
    if (isDone === null) return;
    await this.refresh(); // also when somebody else was quicker
    this.panes.refresh();
    if (isDone && name === 'take') this.reply.box.focus();
  }

  // -- the end of what was said -------------------------------------------------------------------

  get #scroller() { return getComputedStyle(this.panes.detail).overflowY === 'auto' ? this.panes.detail : document.scrollingElement; }
  #isAtEnd() { const place = this.#scroller; return place.scrollHeight - place.scrollTop - place.clientHeight < 120; }
  #toEnd() { this.#staysAtEnd = true; this.#scroller.scrollTop = this.#scroller.scrollHeight; this.below.hidden = true; }
}
