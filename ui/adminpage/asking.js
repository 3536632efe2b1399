// One question at a time; what is shown once is shown here, to be copied.
import {button, find, make} from './element.js';

/** Asks with fields; `act` gets the form's data and may throw a sentence, which keeps the dialog open. True when it was done. */
export function question({title, says = '', yes = '确定', fields = [], grave = false, act}) {
  const dialog = find('#ask'), before = document.activeElement;
  const wrong = make('p', {class: 'bad', role: 'alert'});
  const agree = make('button', {type: 'submit', class: grave ? 'grave' : 'first'}, yes);
  const form = make('form', {method: 'dialog'}, make('h2', {id: 'ask-title'}, title), says && make('p', {}, says), fields, wrong,
    make('div', {class: 'acts end'}, button('取消', () => dialog.close('no')), agree));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (agree.disabled) return;
    agree.disabled = true;
    wrong.textContent = '';
    try {
      await act(new FormData(form));
      dialog.close('yes');
    } catch (error) {
      if (error.status === undefined) console.error(error);
      wrong.textContent = error.message;
      agree.disabled = false;
    }
  });
  return shown(dialog, form, before);
}

/** Shows a secret until the person says that they have it. */
export function once({title, says, secret, extra = null}) {
  const dialog = find('#ask'), before = document.activeElement;
  const box = make('output', {class: 'secret', tabindex: '0'}, secret);
  const copy = button('复制', async () => {
    try {
      await navigator.clipboard.writeText(secret);
      copy.textContent = '已复制';
    } catch {
      getSelection().selectAllChildren(box);
      copy.textContent = '请按复制键';
    }
  }, {class: 'first'});
  const form = make('form', {method: 'dialog'}, make('h2', {id: 'ask-title'}, title), make('p', {}, says), box, extra,
    make('div', {class: 'acts end'}, copy, button('我已保存，关闭', () => dialog.close('yes'))));
  return shown(dialog, form, before);
}

async function shown(dialog, form, before) {
  dialog.replaceChildren(form);
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((end) => dialog.addEventListener('close', end, {once: true}));
  dialog.replaceChildren(); // no secret stays in the page
  if (before?.isConnected) before.focus();
  return dialog.returnValue === 'yes';
}
