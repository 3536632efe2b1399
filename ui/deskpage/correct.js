// What an answer should have been: the text, what it rests on, and until when it holds. Others publish it.
import {choice, labelled, make} from './element.js';
import {read, send, tell} from './server.js';
import {asking} from './asking.js';
import {area} from './names.js';
import {say} from './words.js';

const MARKS = /\s*\[\d+\]/g; // where the assistant cites
const DAYS = 180; // how long a correction holds unless somebody says otherwise
let papers = null; // those that may be named as a source

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const label = ({doc_id: id, title, version}) => [id, title, version].filter(Boolean).join(' · ');
const lines = (text) => (text || '').split('\n').map((line) => line.trim()).filter(Boolean);

/** The entry that was written, null when none was. `given` is {question, answer, doc_id, conversation_id, turn} or an entry to edit. */
export async function correct(house, given, entry = null) {
  papers ||= await read('/api/documents').catch(() => []);
  const start = entry ? before(entry) : {question: given.question, answer: given.answer.replace(MARKS, ''), document: named(given.doc_id), valid_until: day(DAYS), visibility: 'public'};
  const done = await asking({title: say(entry ? 'correct.edit' : given.turn ? 'correct.this' : 'correct.title'), says: say('correct.says'), yes: say('correct.yes'), fields: (values) => form(house, values)}, async (values) => {
    const body = asked(values, given);
    const written = entry ? await send(`/api/curated/${encodeURIComponent(entry.id)}`, {...body, revision: entry.revision}, 'PUT') : await send('/api/corrections', body);
    return values.submit ? submitted(written) : (tell(say('correct.done')), written);
  }, start);
  return done;
}

/** The draft is kept whatever becomes of its submission. */
async function submitted(written) {
  try {
    const done = await send(`/api/curated/${encodeURIComponent(written.id)}/submit`, {revision: written.revision});
    tell(say('correct.submitted'));
    return done;
  } catch (error) {
    tell(say('correct.not.submitted', {why: error.message}), true);
    return written;
  }
}

const named = (id) => label(papers.find(({doc_id: one}) => one === id) || {doc_id: id || ''});
const idOf = (text) => papers.find((paper) => label(paper) === text || paper.doc_id === text.trim())?.doc_id || text.split(' · ')[0].trim();

const before = (entry) => ({
  question: entry.question, answer: entry.answer, visibility: entry.visibility, document: entry.source.doc_id && named(entry.source.doc_id), quote: entry.source.quote, statement: entry.source.statement,
  valid_until: entry.valid_until, owner: entry.owner, wordings: entry.wordings.join('\n'), question_en: entry.question_en, answer_en: entry.answer_en, best_practice: entry.best_practice,
});

function asked(values, given) {
  const document = idOf(values.document || '');
  return {
    question: values.question, answer: values.answer, visibility: values.visibility, wordings: lines(values.wordings), question_en: values.question_en, answer_en: values.answer_en,
    source: document ? {doc_id: document, quote: values.quote} : null, statement: document ? '' : values.statement, valid_until: values.valid_until || null, owner: values.owner,
    best_practice: Boolean(values.best_practice), conversation_id: given?.conversation_id || null, turn: given?.turn || 0,
  };
}

function form(house, values) {
  const field = (name, attributes = {}) => labelled(say(`correct.${name}`), make('input', {name, value: values[name] || '', maxlength: 500, autocomplete: 'off', ...attributes}));
  const ticked = (name, isOn) => make('label', {class: 'chip'}, make('input', {type: 'checkbox', name, checked: isOn}), say(`correct.${name}`));
  return [
    area('question', say('correct.question'), values.question, {rows: 2, maxlength: 500, required: true}),
    area('answer', say('correct.answer'), values.answer, {rows: 5, maxlength: 2000, required: true}),
    labelled(say('correct.visibility'), choice(['public', 'internal'].map((id) => ({id, name: say(`visibility.${id}`)})), values.visibility, null, {name: 'visibility'})),
    make('fieldset', {}, make('legend', {}, say('correct.source')),
      field('document', {list: 'papers', placeholder: say('correct.document.hint')}), make('datalist', {id: 'papers'}, papers.map((paper) => make('option', {value: label(paper)}))),
      area('quote', say('correct.quote'), values.quote, {rows: 2, maxlength: 4000}), field('statement')),
    make('div', {class: 'two'}, field('valid_until', {type: 'date', min: day(0)}),
      labelled(say('correct.owner'), choice(house.desks, values.owner, say('correct.owner.auto'), {name: 'owner'}))),
    make('details', {}, make('summary', {}, say('correct.more')), area('wordings', say('correct.wordings'), values.wordings, {rows: 3, maxlength: 8000}), field('question_en'), area('answer_en', say('correct.answer_en'), values.answer_en, {rows: 3, maxlength: 2000}), ticked('best_practice', values.best_practice)),
    make('div', {class: 'acts'}, ticked('submit', values.submit !== undefined || !values.started), make('input', {type: 'hidden', name: 'started', value: 'yes'})),
  ];
}
