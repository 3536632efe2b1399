// The desk by keyboard: single letters, deaf while somebody writes, and one switch to turn them off.
import {button, find, make} from './element.js';
import {question} from './dialog.js';
import {say} from './words.js';

const OFF = 'atrium-desk-keys';
const isOn = () => { try { return localStorage.getItem(OFF) !== 'off'; } catch { return true; } };
const WRITES = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/** Each key with what it does; `shell` knows the parts and the one that is shown. */
const KEYS = {
  n: (shell) => shell.current()?.first(),
  j: (shell) => shell.current()?.step(1),
  k: (shell) => shell.current()?.step(-1),
  t: (shell) => shell.current()?.press('take'),
  r: (shell) => shell.current()?.press('reply'),
  '/': (shell) => shell.current()?.search(),
  '?': () => help(),
};

export function listen(shell) {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !find('#ask').open) return leave(shell, event);
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || find('#ask').open || event.target.closest(WRITES)) return;
    const part = /^[1-9]$/.test(event.key) && shell.parts()[Number(event.key) - 1];
    if (part) location.hash = `#${part.name}`;
    else if (KEYS[event.key]) KEYS[event.key](shell);
    else return;
    event.preventDefault();
  });
  find('.hero h1').append(' ', button('?', help, {class: 'small help', 'aria-label': say('keys.title'), title: say('keys.title')}));
}

/** Out of a field first, then out of what is open. */
function leave(shell, event) {
  if (event.target.closest(WRITES)) event.target.blur();
  else shell.current()?.back();
}

async function help() {
  const switched = make('input', {type: 'checkbox', name: 'on', id: 'keys-on', checked: isOn()});
  const rows = ['1', 'n', 'j', 't', 'r', '/', 'Esc', '?'].flatMap((key) => [make('dt', {}, make('kbd', {}, say(`key.${key}`, {}, key))), make('dd', {}, say(`keys.${key}`))]);
  const answer = await question({title: say('keys.title'), fields: [make('dl', {class: 'keys'}, rows), make('p', {class: 'tick'}, switched, ' ', make('label', {for: 'keys-on'}, say('keys.on')))]});
  if (!answer) return;
  try {
    localStorage.setItem(OFF, answer.on ? 'on' : 'off');
  } catch { /* then it holds for this page only */ }
}
