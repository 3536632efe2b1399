// A text that can be edited while what was found in it stays underlined. The field lies over a layer with the same
// text, invisible, whose marks shine through: so typing, undo and screen readers are the browser's own.
import {make} from './element.js';
import {lookOf, moved, stretches} from './points.js';
import * as tip from './tip.js';

export class Editor {
  /** `explain` makes the content of a mark's tip; `changed` is called after each edit. */
  constructor({text, label, isLine = false, explain, changed, readonly = false, placeholder = '', rows = 1}) {
    this.layer = make('div', {class: 'layer', 'aria-hidden': 'true'});
    this.field = make('textarea', {'aria-label': label, rows, readonly, placeholder, spellcheck: 'false', maxlength: 10000});
    this.element = make('div', {class: isLine ? 'editor line' : 'editor'}, this.layer, this.field);
    Object.assign(this, {marks: [], explain, changed, isLine, last: ''});
    this.set(text);
    this.field.addEventListener('input', () => this.#edited());
    this.field.addEventListener('mousemove', (event) => this.#point(event.clientX, event.clientY));
    this.field.addEventListener('mouseleave', () => tip.leave());
    for (const event of ['click', 'keyup']) this.field.addEventListener(event, (happened) => this.#reached(happened));
    if (isLine) this.field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  }

  get text() {
    return this.field.value;
  }

  set(text, marks = []) {
    this.field.value = text;
    this.last = this.field.value;
    this.mark(marks);
  }

  mark(marks) {
    this.marks = marks;
    const pieces = stretches(this.text, marks).map(({text, over}) => {
      if (!over.length) return text;
      const piece = make('mark', {class: lookOf(over[0])}, text);
      piece.over = over;
      return piece;
    });
    this.layer.replaceChildren(...pieces, '\u200b'); // or a line break at the end would make no line
  }

  /** Puts other words in a mark's place; the browser can undo it. */
  replace({start, end}, words) {
    this.field.focus({preventScroll: true});
    this.field.setSelectionRange(start, end);
    const done = words ? document.execCommand('insertText', false, words) : document.execCommand('delete');
    if (!done) {
      this.field.setRangeText(words, start, end, 'end');
      this.#edited();
    }
    if (matchMedia('(pointer: coarse)').matches) this.field.blur(); // or a phone's keyboard comes up
  }

  /** Shows where a mark stands. */
  go({start, end}) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    this.element.scrollIntoView({block: 'nearest'});
  }

  #edited() {
    const flat = this.isLine ? this.text.replaceAll('\n', ' ') : this.text;
    if (flat !== this.text) this.field.value = flat;
    const marks = moved(this.marks, this.last, flat);
    this.last = flat;
    tip.hide();
    this.mark(marks);
    this.changed?.();
  }

  #point(x, y) {
    const mark = document.elementsFromPoint(x, y).find((each) => each.over && this.layer.contains(each));
    if (mark) this.#show(mark);
    else tip.leave();
  }

  #reached(event) {
    if (event.type === 'keyup' && !event.key.startsWith('Arrow')) return;
    let at = 0;
    for (const piece of this.layer.childNodes) {
      const end = at + piece.textContent.length;
      if (piece.over && at <= this.field.selectionStart && this.field.selectionStart < end) return this.#show(piece);
      at = end;
    }
    tip.leave();
  }

  #show(piece) {
    const content = this.explain?.(piece.over);
    if (content?.length) tip.show(piece, piece.getClientRects()[0], content);
  }
}
