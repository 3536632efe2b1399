// One question at a time, asked before something that cannot be taken back.
import {button, find, make} from './element.js';
import {say} from './words.js';

/** The values of the form when the person agrees, null when not. `fields` are elements with a name. */
export async function question({title, says = '', yes = say('ok'), fields = [], grave = false}) {
  const dialog = find('#ask'), before = document.activeElement;
  const form = make('form', {method: 'dialog'}, make('h3', {id: 'ask-title'}, title), says && make('p', {}, says), fields,
    make('div', {class: 'acts end'},
      button(say('cancel'), () => dialog.close('no')),
      make('button', {type: 'submit', value: 'yes', class: grave ? 'grave' : 'first'}, yes)));
  dialog.replaceChildren(form);
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((end) => dialog.addEventListener('close', end, {once: true}));
  const values = dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null;
  before?.focus?.();
  return values;
}
