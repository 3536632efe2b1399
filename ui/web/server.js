// Talking to the server: a refusal becomes a sentence that its reader can act on.
import {say} from './words.js';

const CHINESE = /[\u4e00-\u9fff]/;
let reasons = [];

/** The sentences of the interface that are known in the reader's language. */
export const know = (table) => (reasons = table);

export class Refusal extends Error {
  constructor(sentence, status = 0, wait = 0) {
    super(sentence);
    Object.assign(this, {status, wait});
  }
}

/** The response, or a Refusal. With no connection its status is 0; `wait` are the seconds to wait before asking again. */
export async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, {credentials: 'same-origin', ...options});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(say('offline'));
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get('retry-after')) || 0;
  throw new Refusal(sentence(problem.detail || '', response.status), response.status, wait);
}

export const read = async (address, options) => (await ask(address, options)).json();

export const send = (address, body, method = 'POST', options = {}) =>
  read(address, {method, body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}, ...options});

function sentence(detail, status) {
  const told = translated(detail);
  if (CHINESE.test(told)) return told;
  return say(`status.${status}`, {}, '') || say('failed', {detail: told || status});
}

function translated(detail) {
  if (detail.length > 300) return detail; // a pattern could be made to try for minutes
  for (const [pattern, said] of reasons) {
    detail = detail.replace(new RegExp(pattern.replaceAll('(?P<', '(?<'), 's'), (...found) => {
      const named = found.at(-1);
      return said.replace(/\{(\w+)\}/g, (_, name) => named?.[name] ?? '');
    });
  }
  return detail;
}

let fading = 0;
const place = () => document.getElementById('said');

/** Tells whoever sees or hears the page what has happened. */
export function tell(sentence, isBad = false) {
  const said = place();
  said.textContent = sentence;
  said.className = sentence ? (isBad ? 'said bad' : 'said') : '';
  clearTimeout(fading);
  if (sentence && !isBad) fading = setTimeout(() => tell(''), 8000); // what went wrong stays until the next act
}

/** Tells what went wrong, with the way to the login where that mends it. */
export function complain(error) {
  if (!(error instanceof Refusal)) console.error(error);
  tell(error instanceof Refusal ? error.message : say('broken'), true);
  if (error.status === 401) place().append(' ', Object.assign(document.createElement('a'), {href: login(), textContent: say('login')}));
}

/** The login, from which one comes back to this page. */
export const login = () => `/login?next=${location.pathname.replace(/\/$/, '')}`;

/** Runs an act and tells what went wrong; true when nothing did. */
export async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    if (error.name !== 'AbortError') complain(error);
    return false;
  }
}
