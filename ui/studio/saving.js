// A draft on its way into the library of copy: saved once, then edited under its revision, then submitted.
import {read, send} from './server.js';
import {work} from './memory.js';
import {named} from './sources.js';

const MOST = 50; // sources that a piece may name

/** Saves the draft, or its changes; `saved` of the draft tells where it stands then. */
export async function save(draft, asked, category) {
  const copy = draft.saved ? await send(`/api/copies/${draft.saved.id}`, {title: draft.title, body: draft.body, revision: draft.saved.revision}, 'PUT')
    : await send('/api/copies', piece(draft, asked, category));
  draft.saved = standing(copy, draft);
}

export async function submit(draft) {
  draft.saved = standing(await send(`/api/copies/${draft.saved.id}/submit`, {revision: draft.saved.revision}), draft);
}

/** The text as it leaves the house, with its label, judged by the rules of this moment. */
export const leaving = async (id) => (await read(`/api/copies/${id}/text`)).text;

const standing = ({id, revision, state}, {title, body}) => ({id, revision, state, text: `${title}\n${body}`});

export const isChanged = ({saved, title, body}) => !saved || saved.text !== `${title}\n${body}`;

function piece(draft, asked, category) {
  return {
    channel: draft.channel, title: draft.title, body: draft.body, language: draft.language || null,
    tag: asked.tag, campaign: asked.campaign, product: asked.product, category: category || null,
    mode: draft.mode || 'template', selling_points: draft.selling_points.map(({text, source}) => ({text, source: named(source)})),
    steps: draft.steps || [], sources: cited(draft),
  };
}

/** What the text rests on: the places of its facts, and the words of facts that stand in no paper of the house. */
function cited(draft) {
  const places = [...new Set((draft.traces || []).map(({source}) => named(source)).filter(Boolean))];
  const pasted = (work.facts?.rows || []).filter(({confirmed, source}) => confirmed && source?.quote && !source.doc_id)
    .map(({source: {name, locator, quote, span}}) => ({name: (name || '').slice(0, 200), locator: (locator || (span ? span.join('–') : '')).slice(0, 200), quote: quote.slice(0, 4000)}));
  return [...pasted, ...places].slice(0, MOST);
}
