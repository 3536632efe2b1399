// One ticket: what the customer said, until when, what was done, and what may be done now.
import {badge, button, clock, make, refill} from './element.js';
import {question} from './dialog.js';
import {attempt, read, tell} from './server.js';
import {actsOf, run} from './ticketacts.js';
import {channelOf, facts, named, priority} from './names.js';
import {written, write} from './kept.js';
import {clockOf} from './tickets.js';
import {say} from './words.js';

export class Ticket {
  constructor(house, ticket, panes) {
    Object.assign(this, {house, ticket, panes});
    this.element = make('article', {class: 'ticket'});
    this.contact = make('div', {class: 'contact', 'aria-live': 'polite'});
    this.note = make('textarea', {rows: 3, maxlength: 1000, value: written(this.#about()), placeholder: say('comment.hint'), 'aria-label': say('comment.title'), on: {input: () => write(this.#about(), this.note.value)}});
    this.isPublic = make('input', {type: 'checkbox'});
    this.keys = {take: () => this.#act('taken'), reply: () => this.note.focus()};
    this.#draw();
  }

  #about() { return `ticket ${this.ticket.id}`; }

  /** Reads it again; while nothing was done with it, nothing on the page moves. */
  async refresh() {
    try {
      const fresh = await read(`/api/tickets/${encodeURIComponent(this.ticket.id)}`);
      if (fresh.turn === this.ticket.turn && fresh.due === this.ticket.due) return;
      this.ticket = fresh;
      this.#draw();
    } catch { /* the list tells when nothing can be reached */ }
  }

  #draw() {
    const {ticket, house} = this;
    refill(this.element,
      make('header', {}, make('h2', {}, ticket.summary || ticket.id),
        make('p', {class: 'top'}, priority(house, ticket.priority), badge('plain', named(house.states, ticket.state)), ticket.due_at && clockOf(ticket), ticket.due === 'paused' && badge('plain', say('due.paused')),
          ticket.late_response && badge('block', say('late.response')), ticket.late_resolution && badge('block', say('late.resolution')), ticket.is_gap && badge('evidence', say('ticket.gap')))),
      this.#acts(),
      ticket.erased_at && make('p', {class: 'late'}, say('ticket.erased', {at: clock(ticket.erased_at)})),
      ticket.merged_into && make('p', {class: 'late'}, say('ticket.merged'), make('a', {href: `#tickets/${ticket.merged_into}`}, ticket.merged_into)),
      ticket.words && ticket.words !== ticket.summary && [make('h3', {}, say('ticket.words')), make('blockquote', {}, ticket.words)],
      ticket.resolution && [make('h3', {}, say('ticket.resolution')), make('blockquote', {}, ticket.resolution)],
      this.#facts(), ticket.has_contact && this.#contact(), this.#related(), !ticket.erased_at && this.#comment(), this.#history());
  }

  #acts() {
    return make('div', {class: 'acts'}, actsOf(this.house, this.ticket).map(({name, look}) => button(say(`act.do.${name}`), () => this.#act(name), {class: look || null})),
      this.house.me.may.includes('operate') && !this.ticket.erased_at && button(say('act.do.erased'), () => this.#act('erased'), {class: 'grave'}));
  }

  async #act(name) {
    if (name !== 'erased' && !actsOf(this.house, this.ticket).some((act) => act.name === name)) return tell(say('act.not.now', {act: say(`act.do.${name}`)}), true);
    const done = await run(this.house, this.ticket, name, async () => { await this.refresh(); return this.ticket; });
    if (done === null) return;
    if (done) this.ticket = done;
    else await this.refresh(); // somebody else was quicker
    this.#draw();
    this.panes.refresh();
    this.house.look();
  }

  #facts() {
    const {ticket, house} = this, when = (at) => at && clock(at);
    return facts([
      [say('fact.desk'), [ticket.desk_name, ...ticket.second_desks.map((id) => say('fact.second', {name: named(house.desks, id)}))].join(';')],
      [say('fact.assignee'), ticket.assignee],
      [say('fact.kind'), [ticket.intent, house.alarms[ticket.subject] || ticket.subject].filter(Boolean).join(' / ')],
      [say('fact.entity'), ticket.entity],
      [say('fact.channel'), [channelOf(house, ticket.channel), named(house.languages, ticket.language)].join(' · ')],
      [say('fact.opened'), when(ticket.opened_at)],
      [say('fact.response'), ticket.responded_at ? say('fact.done', {at: when(ticket.responded_at), by: when(ticket.respond_by)}) : say('fact.by', {by: when(ticket.respond_by)})],
      [say('fact.solution'), ticket.resolved_at ? say('fact.done', {at: when(ticket.resolved_at), by: when(ticket.resolve_by)}) : say('fact.by', {by: when(ticket.resolve_by)})],
      [say('fact.reopened'), ticket.reopened > 0 && say('fact.times', {count: ticket.reopened})],
      [say('fact.id'), ticket.id],
    ]);
  }

  #contact() {
    if (!this.contact.childElementCount) this.contact.replaceChildren(make('h3', {}, say('contact.title')), make('p', {class: 'quiet'}, say(this.ticket.has_consent ? 'contact.consent' : 'contact.no.consent')), button(say('contact.show'), () => this.#show()));
    return this.contact;
  }

  async #show() {
    if (!(await question({title: say('contact.show'), says: say('contact.recorded'), yes: say('contact.yes')}))) return;
    await attempt(async () => {
      const {contacts} = await read(`/api/tickets/${encodeURIComponent(this.ticket.id)}/contact`);
      const told = contacts.map(({name, phone, mail, words}) => make('li', {}, [name, phone, mail].filter(Boolean).join(' · '), words && make('blockquote', {}, words)));
      const hide = button(say('contact.hide'), () => { this.contact.replaceChildren(); this.#draw(); }, {class: 'small'});
      this.contact.replaceChildren(make('h3', {}, say('contact.title')), make('ul', {}, told), hide);
      hide.focus();
      await this.refresh();
    });
  }

  #related() {
    const {same_conversation: same} = this.ticket;
    return same.length > 0 && make('div', {}, make('h3', {}, say('ticket.related')), make('ul', {}, same.map((id) => make('li', {}, make('a', {href: `#tickets/${id}`}, id)))));
  }

  #comment() {
    const add = button(say('comment.add'), async () => {
      if (!this.note.value.trim()) return this.note.focus();
      const isDone = await attempt(async () => {
        const fields = {text: this.note.value, public: this.isPublic.checked};
        this.ticket = await run.send(this.ticket, 'comment', fields);
        this.note.value = '';
        this.isPublic.checked = false;
        write(this.#about(), '');
        tell(say('comment.done'));
      });
      if (!isDone) await this.refresh();
      this.#draw();
      this.panes.refresh();
    });
    return make('div', {class: 'composer'}, make('h3', {}, say('comment.title')), this.note, make('div', {class: 'acts'}, make('label', {class: 'chip'}, this.isPublic, say('comment.public')), add), make('p', {class: 'quiet'}, say('comment.says')));
  }

  #history() {
    const {history, comments} = this.ticket, said = [...comments];
    const words = ({at, who}) => {
      const found = said.findIndex((one) => one.at === at && one.who === who);
      return found < 0 ? null : said.splice(found, 1)[0];
    };
    return make('details', {open: true}, make('summary', {}, say('ticket.history')), make('ol', {class: 'history'}, history.map((event) => {
      const comment = words(event);
      return make('li', {}, make('b', {}, say(`event.${event.act}`, {}, event.act)), ' ', make('span', {class: 'quiet'}, [event.who, clock(event.at), detail(this.house, event.detail)].filter(Boolean).join(' · ')),
        comment && make('blockquote', {class: comment.is_public ? 'public' : null}, comment.is_public && badge('ok', say('comment.for.customer')), ' ', comment.text));
    })));
  }
}

/** What a line of history knows beside its act. */
function detail(house, {from, to, into, took_in: taken, for: whom}) {
  if (from && to) return say('event.from.to', {from: named(house.desks, from), to: named(house.desks, to)});
  if (into || taken) return into ? say('event.into', {id: into}) : say('event.took', {id: taken});
  return whom ? say(`wait.${whom}`) : '';
}
