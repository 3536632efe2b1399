// Conversations with what they were about: each label with the words that it rests on, to be set right by staff.
import {badge, button, clock, fill, make, refill} from './element.js';
import {question} from './dialog.js';
import {attempt, read, send, tell} from './server.js';
import {asking} from './asking.js';
import {correct} from './correct.js';
import {area, channelOf, facts, folded, named, pick, searchField} from './names.js';
import {said, talk} from './talk.js';
import {say} from './words.js';

const OFTEN = ['needs', 'emotion', 'outcome', 'gap'];
let kinds = [], next = null; // the closed lists, read once; where the list goes on

export const conversations = {
  name: 'conversations',
  probe: '/api/conversations?limit=1',
  id: ({id}) => id,

  async begin(house) {
    house.hasConversations = true;
    await attempt(async () => { kinds = await read('/api/labels'); });
  },

  filters: (house, asked) => [
    searchField(asked.get('q'), say('conversations.search')),
    ...folded(asked, pick('channel', house.channels, asked.get('channel'), say('filter.channel.all')),
      ...kinds.filter(({kind, values}) => OFTEN.includes(kind) && values.length).map((kind) => ofKind(kind, asked.getAll('label')))),
  ],

  async load(_house, asked, start, limit) {
    const {conversations: rows, next: after} = await read(`/api/conversations?${asked}&limit=${limit}${start && next ? `&after=${encodeURIComponent(next)}` : ''}`);
    next = after;
    return {rows, total: null, isMore: Boolean(after)};
  },

  row: (house, one) => [
    make('span', {class: 'top'}, labels(one.labels)),
    make('b', {class: 'line'}, one.first),
    make('span', {class: 'quiet'}, [one.channel_name || channelOf(house, one.channel), named(house.languages, one.language), say('conversation.turns', {count: one.turns}), clock(one.last_at), one.mall].filter(Boolean).join(' · ')),
  ],

  async open(house, id, panes) {
    return new Conversation(house, await read(`/api/conversations/${encodeURIComponent(id)}`), panes);
  },
};

/** Each paper once, however often it was cited. */
const once = (papers) => [...new Map(papers.map((paper) => [paper.doc_id, paper])).values()];

/** A list of one kind's values, as the server asks for them: KIND:VALUE. */
function ofKind({kind, name, values}, asked) {
  const rows = values.map((value) => ({id: `${kind}:${value}`, name: value}));
  const list = pick('label', rows, asked.find((one) => rows.some(({id}) => id === one)), name);
  list.setAttribute('aria-label', name);
  return list;
}

const labels = (told) => OFTEN.flatMap((kind) => (told[kind] || []).map((value) => badge(kind === 'gap' ? 'evidence' : 'plain', value)));

class Conversation {
  constructor(house, one, panes) {
    Object.assign(this, {house, one, panes, element: make('article', {}), keys: {}});
    this.#draw();
  }

  #draw() {
    const {one, house} = this, lines = talk(say('thread.talk'));
    lines.setAttribute('aria-live', 'off');
    fill(lines, one.talk.map((turn) => [
      said({from: 'shopper', text: turn.message, at: turn.at}),
      said({from: 'assistant', text: turn.answer, at: turn.at, handling: turn.handling, papers: once(turn.citations).map((paper) => ({...paper, url: `/api/documents/${encodeURIComponent(paper.doc_id)}`}))},
        house.canCorrect && turn.answer && (() => correct(house, {question: turn.message, answer: turn.answer, doc_id: turn.citations[0]?.doc_id, conversation_id: one.id, turn: turn.n}))),
      one.opinions.filter(({turn: n}) => n === turn.n).map(({helpful, reason}) => make('li', {class: 'notice'}, [say(helpful ? 'opinion.good' : 'opinion.bad'), reason].filter(Boolean).join(':'))),
    ]));
    refill(this.element,
      make('header', {}, make('h2', {}, one.first || say('conversation.title')), make('p', {class: 'quiet'}, [one.channel_name, named(house.languages, one.language), clock(one.as_of), say('conversation.turns', {count: one.turns})].filter(Boolean).join(' · '))),
      make('section', {'aria-label': say('labels.title')}, make('h3', {}, say('labels.title')), this.#labels()),
      make('h3', {}, say('thread.talk')), lines,
      facts([[say('labels.documents'), String(one.documents)], [say('labels.outdated'), one.outdated.length > 0 && make('span', {class: 'bad'}, one.outdated.join('、'))], [say('labels.first'), say('labels.seconds', {count: one.quality.first_seconds})], [say('labels.thumbs'), `${one.quality.thumbs_up} / ${one.quality.thumbs_down}`], [say('labels.rewritten'), one.quality.rewritten && say('yes')], [say('fact.id'), one.id]]),
      one.corrections.length > 0 && make('details', {}, make('summary', {}, say('labels.corrections', {count: one.corrections.length})), make('ol', {class: 'history'}, one.corrections.map(({kind, before, after, who, at, note}) => make('li', {}, make('b', {}, this.#name(kind)), ` ${before.join('、') || '—'} → ${after ? after.join('、') || '—' : say('labels.by.rule')} `, make('span', {class: 'quiet'}, `${who} · ${clock(at)}`), note && make('blockquote', {}, note))))),
      house.me.may.includes('operate') && make('div', {class: 'acts'}, button(say('conversation.erase'), () => this.#erase(), {class: 'grave'})));
  }

  #name(kind) { return kinds.find((one) => one.kind === kind)?.name || kind; }

  #labels() {
    const {one, house} = this, may = house.me.may.includes('label conversations');
    const rows = kinds.filter(({kind, correct: isCorrectable}) => (one.evidence[kind] || []).length || (isCorrectable && may));
    return make('dl', {class: 'labels'}, rows.flatMap((kind) => [
      make('dt', {}, kind.name, one.corrected.includes(kind.kind) && make('span', {class: 'quiet'}, ` ${say('labels.corrected')}`)),
      make('dd', {}, (one.evidence[kind.kind] || []).map((label) => make('details', {class: 'label'}, make('summary', {}, badge('plain', [label.about, kind.kind === 'channel' ? channelOf(house, label.value) : label.value].filter(Boolean).join(':')), make('span', {class: 'quiet'}, ` ${Math.round(label.confidence * 100)}%`)),
        make('ul', {}, label.evidence.map(({turn, words, source, rule}) => make('li', {class: 'quiet'}, [turn ? say('labels.turn', {n: turn}) : say('labels.whole'), words && `“${words}”`, say(`labels.source.${source}`, {}, source), rule].filter(Boolean).join(' · ')))))),
      kind.correct && may && button(say('labels.set'), () => this.#set(kind), {class: 'small', 'aria-label': `${say('labels.set')}:${kind.name}`})),
    ]));
  }

  async #set(kind) {
    const now = (this.one.evidence[kind.kind] || []).map(({value}) => value);
    const done = await asking({title: say('labels.set.title', {name: kind.name}), says: say('labels.says'), yes: say('labels.set'), fields: (values) => [choices(kind, values.chosen || now), area('note', say('field.comment'), values.note, {maxlength: 500})]}, async (values) => {
      values.chosen = [...document.querySelectorAll('#ask [name=value]')].filter((field) => (field.type === 'text' ? field.value.trim() : field.checked && field.value)).flatMap((field) => (field.type === 'text' ? field.value.split(/[,,、]/) : [field.value])).map((value) => value.trim()).filter(Boolean);
      return send(`/api/conversations/${encodeURIComponent(this.one.id)}/labels`, {labels: {[kind.kind]: values.chosen}, note: values.note}, 'PUT');
    });
    if (!done) return;
    tell(say('labels.done'));
    this.one = done.talk ? done : await read(`/api/conversations/${encodeURIComponent(this.one.id)}`);
    this.#draw();
    this.panes.refresh();
  }

  async #erase() {
    if (!(await question({title: say('conversation.erase'), says: say('conversation.erase.says'), yes: say('conversation.erase'), grave: true}))) return;
    await attempt(async () => {
      await send(`/api/conversations/${encodeURIComponent(this.one.id)}`, {}, 'DELETE');
      this.panes.back();
      this.panes.refresh();
      tell(say('conversation.erased'));
    });
  }
}

/** One of a closed list, several of it, or words of one's own where the list is open. */
function choices({many, open, values}, chosen) {
  if (open) return make('p', {}, make('input', {type: 'text', name: 'value', value: chosen.join('、'), maxlength: 200, 'aria-label': say('labels.values')}));
  const kind = many ? 'checkbox' : 'radio';
  const rows = many ? values : ['', ...values];
  return make('fieldset', {class: 'chips'}, make('legend', {class: 'sr'}, say('labels.values')), rows.map((value) => make('label', {class: 'chip'}, make('input', {type: kind, name: 'value', value, checked: value ? chosen.includes(value) : !chosen.length}), value || say('labels.none'))));
}
