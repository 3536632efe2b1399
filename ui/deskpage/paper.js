// A source: its name, and at a click the paragraph itself as it stands in the library now.
import {button, fill, find, make} from './element.js';
import {read} from './server.js';
import {say} from './words.js';

export const called = ({title, doc_id: id, version, locator}) => [title || id, version, locator].filter(Boolean).join(' · ');

/** A button that opens the paper where it says something, or only its name where no place is known. */
export function source(paper) {
  if (!paper.url) return make('span', {class: 'quiet'}, called(paper));
  return button(called(paper) || say('source'), () => open(paper), {class: 'source'});
}

async function open(paper) {
  const dialog = find('#ask'), before = document.activeElement;
  const words = make('div', {class: 'paper', tabindex: 0, 'aria-live': 'polite'}, say('loading'));
  const head = make('h3', {id: 'ask-title'}, called(paper));
  fill(dialog, make('form', {method: 'dialog'}, head, words, make('div', {class: 'acts end'}, make('button', {type: 'submit', class: 'first', value: 'no'}, say('close')))));
  dialog.addEventListener('close', () => before?.focus?.(), {once: true});
  dialog.showModal();
  try {
    const found = await read(paper.url);
    head.textContent = called(found);
    fill(words, found.text !== undefined ? marked(found.text, paper.quote) : (found.contents || []).map(({locator, text}) => [locator && make('p', {class: 'quiet'}, locator), make('p', {}, marked(text, paper.quote))]));
    find('mark', words)?.scrollIntoView({block: 'center'});
  } catch (error) {
    fill(words, error.status === 404 ? say('source.gone') : error.message);
  }
}

/** The text with the words that are quoted of it marked. */
function marked(text, quote) {
  const at = quote ? text.indexOf(quote) : -1;
  return at < 0 ? text : [text.slice(0, at), make('mark', {}, quote), text.slice(at + quote.length)];
}
