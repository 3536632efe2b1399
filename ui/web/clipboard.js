// Copying a text, also on a plain http address, where browsers offer no clipboard to scripts.
import {make} from './element.js';

export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const holder = make('textarea', {value: text, class: 'sr', 'aria-hidden': 'true'});
  document.body.append(holder);
  holder.select();
  const done = document.execCommand('copy');
  holder.remove();
  if (!done) throw new Error('no clipboard');
}
