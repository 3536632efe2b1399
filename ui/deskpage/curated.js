// Corrections and the mall's own answers: what waits for review, whose source has changed, and one of them in full.
import {badge, button, clock, labelled, make, refill} from './element.js';
import {read, send, tell} from './server.js';
import {asking} from './asking.js';
import {correct} from './correct.js';
import {area, desksOf, facts, folded, pick, searchField} from './names.js';
import {source} from './paper.js';
import {say} from './words.js';

const STATES = ['draft', 'review', 'published', 'returned', 'withdrawn', 'expired'];
const LOOKS = [{name: 'due', asks: 'due=true', look: 'bad'}, {name: 'review', asks: 'state=review', look: 'late'}, {name: 'draft', asks: 'state=draft'}, {name: 'published', asks: 'state=published'}];
const COLOURS = {published: 'ok', review: 'evidence', returned: 'evidence', expired: 'block'};
const counts = {};
const called = (state) => badge(COLOURS[state] || 'plain', say(`curated.${state}`));
const list = async (asked) => read(`/api/curated?${asked}`);

/** What may be done with one, and what is asked before it. */
const ACTS = {
  edit: {},
  submit: {look: 'first', fields: () => []},
  publish: {look: 'first', fields: ({visibility}, values) => [visibility === 'public' && confirmed(values), area('comment', say('field.comment'), values.comment)]},
  return: {fields: (_entry, values) => [area('comment', say('field.comment.needed'), values.comment, {required: true})]},
  renew: {fields: ({visibility, valid_until: until}, values) => [labelled(say('correct.valid_until'), make('input', {type: 'date', name: 'valid_until', required: true, value: values.valid_until || until || ''})), visibility === 'public' && confirmed(values), area('comment', say('field.comment'), values.comment)]},
  withdraw: {isGrave: true, fields: (_entry, values) => [area('comment', say('field.comment'), values.comment)]},
};
const confirmed = (values) => make('p', {}, make('label', {class: 'chip'}, make('input', {type: 'checkbox', name: 'confirm_public', checked: Boolean(values.confirm_public)}), say('curated.confirm')));

export const curated = {
  name: 'curated',
  probe: '/api/curated?limit=1',
  count: ({me}) => (me.may.includes('publish corrected answers') ? (counts.review || 0) + (counts.due || 0) : 0),
  id: ({id}) => id,
  colour: ({review_due: due, state}) => (due ? 'overdue' : state === 'review' ? 'soon' : ''),

  begin: (house) => { house.canCorrect = house.me.may.includes('correct answers'); },

  async look() {
    await Promise.all(LOOKS.map(async ({name, asks}) => (counts[name] = (await list(`${asks}&limit=1`)).total)));
  },

  head: (house, asked, panes) => [
    make('nav', {class: 'looks', 'aria-label': say('looks')}, LOOKS.map(({name, asks, look}) => make('a', {href: asked.toString() === asks ? '#curated' : `#curated?${asks}`, class: counts[name] ? look : null, 'aria-current': asked.toString() === asks ? 'true' : null}, make('b', {}, String(counts[name] ?? '…')), say(`curated.look.${name}`)))),
    make('div', {class: 'acts'}, house.canCorrect && button(say('correct.new'), async () => {
      const made = await correct(house, {question: '', answer: ''});
      if (made) { location.hash = `#curated/${made.id}`; house.look(); panes.refresh(); }
    }, {class: 'small'}), make('a', {class: 'button small', href: '/api/curated/export.csv', download: ''}, say('ticket.export'))),
  ],

  filters: (house, asked) => [
    searchField(asked.get('q'), say('curated.search')),
    ...folded(asked, pick('state', STATES.map((id) => ({id, name: say(`curated.${id}`)})), asked.get('state'), say('filter.state.every')),
      pick('visibility', ['public', 'internal'].map((id) => ({id, name: say(`visibility.${id}`)})), asked.get('visibility'), say('filter.visibility.all')),
      pick('owner', desksOf(house), asked.get('owner'), say('filter.desk.all'))),
  ],

  /** Those whose source has changed come first, whatever else is asked for. */
  async load(_house, asked, start, limit) {
    const {entries, total} = await list(`${asked}&start=${start}&limit=${limit}`);
    if (start || asked.toString()) return {rows: entries, total};
    const {entries: due} = await list(`due=true&limit=${limit}`);
    const ids = new Set(due.map(({id}) => id));
    return {rows: [...due, ...entries.filter(({id}) => !ids.has(id))], total};
  },

  urgent: (_house, rows) => rows.find(({review_due: due}) => due) || rows.find(({state, mine}) => state === 'review' && !mine) || rows[0],

  row: (_house, entry) => [
    make('span', {class: 'top'}, called(entry.state), entry.review_due && badge('block', say('curated.changed')), entry.visibility === 'internal' && badge('plain', say('visibility.internal')), entry.best_practice && badge('ok', say('curated.best'))),
    make('b', {class: 'line'}, entry.question),
    make('span', {class: 'quiet'}, [entry.owner_name, entry.author, entry.valid_until && say('curated.until', {day: entry.valid_until})].filter(Boolean).join(' · ')),
  ],

  async open(house, id, panes) {
    return new Entry(house, await read(`/api/curated/${encodeURIComponent(id)}`), panes);
  },
};

class Entry {
  constructor(house, entry, panes) {
    Object.assign(this, {house, entry, panes, element: make('article', {}), keys: {}});
    this.#draw();
  }

  async refresh() {
    try {
      const fresh = await read(`/api/curated/${encodeURIComponent(this.entry.id)}`);
      if (JSON.stringify(fresh) === JSON.stringify(this.entry)) return;
      this.entry = fresh;
      this.#draw();
    } catch { /* the list tells when nothing can be reached */ }
  }

  #draw() {
    const {entry} = this, {source: from} = entry;
    refill(this.element,
      make('header', {}, make('h2', {}, entry.question), make('p', {class: 'top'}, called(entry.state), badge('plain', say(`visibility.${entry.visibility}`)), entry.answers && badge('ok', say('curated.answers')), entry.best_practice && badge('ok', say('curated.best')))),
      entry.review_due && make('p', {class: 'late', role: 'note'}, `${say('curated.changed')}:${entry.review_due}`),
      entry.mine && entry.state === 'review' && make('p', {class: 'quiet'}, say('curated.own')),
      make('div', {class: 'acts'}, Object.keys(ACTS).filter((name) => entry.may.includes(name)).map((name) => button(say(`curated.do.${name}`), () => this.#act(name), {class: ACTS[name].look || (ACTS[name].isGrave ? 'grave' : null)}))),
      make('blockquote', {}, entry.answer),
      entry.answer_en && [make('h3', {}, entry.question_en), make('blockquote', {lang: 'en'}, entry.answer_en)],
      entry.wordings.length > 0 && [make('h3', {}, say('correct.wordings')), make('ul', {}, entry.wordings.map((one) => make('li', {}, one)))],
      make('h3', {}, say('correct.source')),
      from.doc_id ? make('p', {}, source({...from, url: `/api/documents/${encodeURIComponent(from.doc_id)}`})) : make('p', {}, from.statement || from.title || say('curated.no.source')),
      from.quote && make('blockquote', {}, from.quote),
      facts([[say('correct.owner'), entry.owner_name], [say('correct.valid_until'), entry.valid_until || say('curated.no.end')], [say('curated.author'), `${entry.author} · ${clock(entry.created_at)}`], [say('curated.publisher'), entry.publisher && `${entry.publisher} · ${clock(entry.published_at)}`],
        [say('curated.from'), this.house.hasConversations && entry.conversation_id && make('a', {href: `#conversations/${encodeURIComponent(entry.conversation_id)}`}, say('curated.conversation'))], [say('fact.id'), entry.id]]),
      entry.history.length > 0 && make('details', {open: true}, make('summary', {}, say('ticket.history')), make('ol', {class: 'history'}, entry.history.map(({act, who, at, comment, revision}) => make('li', {}, make('b', {}, say(`curated.act.${act}`, {}, act)), ' ', make('span', {class: 'quiet'}, [who, clock(at), say('curated.revision', {revision})].join(' · ')), comment && make('blockquote', {}, comment))))),
      entry.revisions.length > 1 && make('details', {}, make('summary', {}, say('curated.revisions', {count: entry.revisions.length})), make('ol', {class: 'history'}, entry.revisions.map(({revision, question, answer, who, at}) => make('li', {}, make('b', {}, say('curated.revision', {revision})), ' ', make('span', {class: 'quiet'}, `${who} · ${clock(at)}`), make('p', {}, question), make('blockquote', {}, answer))))));
  }

  async #act(name) {
    const done = name === 'edit' ? await correct(this.house, this.entry, this.entry) : await this.#ask(name);
    if (!done) return;
    await this.refresh();
    await this.house.look();
    this.panes.refresh();
  }

  #ask(name) {
    const {fields, isGrave} = ACTS[name], {entry} = this;
    return asking({title: say(`curated.do.${name}`), says: say(`curated.says.${name}`, {}, ''), yes: say(`curated.do.${name}`), grave: isGrave, fields: (values) => fields(entry, values)}, async (values) => {
      const done = await send(`/api/curated/${encodeURIComponent(entry.id)}/${name}`, {...values, confirm_public: Boolean(values.confirm_public), revision: entry.revision});
      tell(say(`curated.done.${name}`));
      return done;
    });
  }
}
