// What the papers lack: questions asked in vain, those that ask alike together, and what to write to mend it.
import {badge, button, choice, clock, labelled, make, refill} from './element.js';
import {read, send, tell} from './server.js';
import {asking} from './asking.js';
import {copy} from './clipboard.js';
import {correct} from './correct.js';
import {area, channelOf, desksOf, facts, folded, pick, searchField} from './names.js';
import {source} from './paper.js';
import {say} from './words.js';

const STATES = ['open', 'reopened', 'mended', 'closed'], KINDS = ['missing', 'outdated', 'conflicting', 'unclear'], WAYS = ['document', 'curated', 'other'];
const COLOURS = {open: 'evidence', reopened: 'block', mended: 'ok'};
const named = (key, ids) => ids.map((id) => ({id, name: say(`${key}.${id}`)}));

export const gaps = {
  name: 'gaps',
  probe: '/api/gaps?limit=1',
  id: ({id}) => id,
  colour: ({state}) => (state === 'reopened' ? 'overdue' : ''),

  filters: (house, asked) => [
    searchField(asked.get('q'), say('gaps.search')),
    ...folded(asked, pick('state', named('gap', STATES), asked.get('state'), say('filter.state.every')), pick('kind', named('gap.kind', KINDS), asked.get('kind'), say('filter.kind.all')), pick('owner', desksOf(house), asked.get('owner'), say('filter.desk.all'))),
  ],

  async load(_house, asked, start, limit) {
    const {gaps: rows, total} = await read(`/api/gaps?${asked}&start=${start}&limit=${limit}`);
    return {rows, total};
  },

  urgent: (_house, rows) => rows.find(({state}) => state === 'reopened') || rows.find(({state}) => state === 'open') || rows[0],

  row: (_house, gap) => [
    make('span', {class: 'top'}, make('b', {class: 'number'}, say('gap.times', {count: gap.count})), badge('plain', gap.kind_name), badge(COLOURS[gap.state] || 'plain', say(`gap.${gap.state}`))),
    make('b', {class: 'line'}, gap.question),
    make('span', {class: 'quiet'}, [gap.owner_name, say('gap.conversations', {count: gap.conversations}), say('gap.last', {at: clock(gap.last_asked)})].filter(Boolean).join(' · ')),
  ],

  async open(house, id, panes) {
    return new Gap(house, await read(`/api/gaps/${encodeURIComponent(id)}`), panes);
  },
};

class Gap {
  constructor(house, gap, panes) {
    Object.assign(this, {house, gap, panes, element: make('article', {}), keys: {}});
    this.#draw();
  }

  #draw() {
    const {gap, house} = this, {outline} = gap;
    refill(this.element,
      make('header', {}, make('h2', {}, gap.question), make('p', {class: 'top'}, badge('plain', gap.kind_name), badge(COLOURS[gap.state] || 'plain', say(`gap.${gap.state}`)), make('span', {class: 'quiet'}, say('gap.times', {count: gap.count})))),
      make('div', {class: 'acts'},
        house.canCorrect && button(say('gap.write'), () => this.#write(), {class: 'first'}),
        ['open', 'reopened'].includes(gap.state) && button(say('gap.close'), () => this.#close())),
      facts([
        [say('gap.owner'), gap.owner_name],
        [say('gap.why'), Object.entries(gap.why).filter(([, count]) => count).map(([why, count]) => `${say(`gap.why.${why}`, {}, why)} ${count}`).join(',')],
        [say('gap.asked'), `${clock(gap.first_asked)} – ${clock(gap.last_asked)}`],
        [say('gap.channels'), Object.entries(gap.by_channel).map(([id, count]) => `${channelOf(house, id)} ${count}`).join(',')],
        [say('gap.since'), gap.answered_since > 0 && say('gap.times', {count: gap.answered_since})],
      ]),
      make('h3', {}, say('gap.examples')), gap.examples.length ? make('ul', {class: 'examples'}, gap.examples.map((one) => make('li', {}, make('p', {}, one.question), make('details', {}, make('summary', {}, [say(`gap.why.${one.why}`, {}, one.why), channelOf(house, one.channel), clock(one.at)].join(' · ')),
        make('blockquote', {}, one.answer || '—'), house.hasConversations && make('a', {href: `#conversations/${encodeURIComponent(one.conversation_id)}`}, say('curated.conversation')))))) : make('p', {class: 'quiet'}, say('gap.examples.none')),
      make('h3', {}, say('gap.outline')), make('div', {class: 'paper'}, make('b', {}, outline.title), make('ol', {}, outline.headings.map(({heading, asked}) => make('li', {}, heading, asked.length > 0 && make('span', {class: 'quiet'}, ` ${asked.join(';')}`))))),
      outline.nearest && make('p', {}, say('gap.nearest'), source({...outline.nearest, url: `/api/documents/${encodeURIComponent(outline.nearest.doc_id)}`})),
      make('div', {class: 'acts'}, button(say('gap.copy'), async () => {
        try {
          await copy(outline.text);
          tell(say('gap.copied'));
        } catch { tell(say('gap.not.copied'), true); }
      })),
      gap.closings.length > 0 && [make('h3', {}, say('gap.closings')), make('ol', {class: 'history'}, gap.closings.map(({at, who, note, by, ref}) => make('li', {}, make('span', {class: 'quiet'}, [who, clock(at), say(`gap.by.${by}`), ref].filter(Boolean).join(' · ')), make('blockquote', {}, note))))]);
  }

  async #write() {
    const made = await correct(this.house, {question: this.gap.question, answer: ''});
    if (made) await this.#close({by: 'curated', ref: made.id, note: say('gap.note.curated')});
  }

  async #close(given = {}) {
    const done = await asking({title: say('gap.close'), says: say('gap.says'), yes: say('gap.close'), fields: (values) => [
      labelled(say('gap.by'), choice(named('gap.by', WAYS), values.by || 'document', null, {name: 'by'})), labelled(say('gap.ref'), make('input', {name: 'ref', value: values.ref || '', maxlength: 200, autocomplete: 'off'})), area('note', say('gap.note'), values.note, {required: true})]},
    (values) => send(`/api/gaps/${encodeURIComponent(this.gap.id)}/close`, values), given);
    if (!done) return;
    tell(say('gap.done'));
    this.gap = await read(`/api/gaps/${encodeURIComponent(this.gap.id)}`);
    this.#draw();
    this.panes.refresh();
  }
}
