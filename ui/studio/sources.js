// Where something stands: a short name, and the words themselves with the pointer, the keyboard or a touch.
import {make} from './element.js';
import {explains} from './tip.js';
import {work} from './memory.js';
import {toUnits} from './points.js';

const asked = (source) => (typeof source === 'string' ? {name: source} : source || {});

/** A source in words: "PS-01 · 产品事实 第3行". */
export function named(source) {
  const {doc_id, name, locator} = asked(source);
  const parts = [doc_id && !(name || '').includes(doc_id) ? doc_id : '', name, locator];
  return [...new Set(parts.filter(Boolean))].join(' · ');
}

/** The quote with the words that tell the fact marked. */
export function quoted(source) {
  const {quote, words, span} = asked(source);
  if (!quote) return words ? make('blockquote', {}, words) : null;
  if (!span || span[1] > [...quote].length) return make('blockquote', {}, quote);
  const [[start, end]] = toUnits(quote, [span]);
  return make('blockquote', {}, quote.slice(0, start), make('mark', {}, quote.slice(start, end)), quote.slice(end));
}

/** The fact of the table that a draft's source means by its words: "PS-01 · 第3行", "粘贴文本 4–9". */
function factAt(place) {
  const label = ({name, doc_id: id, locator, span}) => (span ? `${name} ${span.join('–')}` : [id || name, locator].filter(Boolean).join(' · '));
  const fits = (work.facts?.rows || []).filter(({source}) => source && place.startsWith(label(source)));
  return fits.sort((a, b) => label(b.source).length - label(a.source).length)[0];
}

/** A place with the words that stand there, as far as the page knows them. */
export function explained(source) {
  const fact = typeof source === 'string' && factAt(source);
  const told = fact && make('p', {}, `${fact.field}:${fact.value}`);
  return [make('p', {}, make('b', {}, named(source))), told, quoted(fact ? fact.source : source)].filter(Boolean);
}

export function sourceButton(source, more = []) {
  const place = make('button', {type: 'button', class: 'source'}, named(source) || '—');
  return explains(place, () => [...explained(source), ...more]);
}
