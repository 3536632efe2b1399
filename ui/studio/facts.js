// Step 1: from a product sheet, a file, a picture or pasted text to the table of facts.
import {attempt, read, Refusal, send, tell} from './server.js';
import {button, choice, labelled, make, once} from './element.js';
import {FactTable} from './table.js';
import {keep, work} from './memory.js';
import {question} from './dialog.js';
import {say} from './words.js';

export class Facts {
  constructor(house, changed) {
    Object.assign(this, {house, changed, file: null, isEdited: false});
    const {source} = work;
    this.product = choice(house.products, source.product, say('facts.pick'), {on: {change: () => { this.#note({product: this.product.value}); this.#hold(null); if (this.product.value) this.#make(); }}});
    this.paste = make('textarea', {value: source.text || '', rows: 4, maxlength: 20000, placeholder: say('facts.paste.hint'), on: {input: () => this.#note({text: this.paste.value})}});
    this.words = make('input', {value: source.keywords || '', maxlength: 200, on: {input: () => this.#note({keywords: this.words.value})}});
    this.picker = make('input', {type: 'file', hidden: true, accept: house.endings.map((each) => `.${each}`).join(','), 'aria-label': say('facts.choose'), on: {change: () => this.#take(this.picker.files[0])}});
    this.named = make('p', {class: 'quiet', 'aria-live': 'polite'});
    this.picture = make('div', {});
    this.table = make('div', {id: 'fact-table'});
    this.start = make('button', {type: 'button', class: 'first', id: 'make-facts', on: {click: () => this.#make()}}, say('facts.make'));
    this.element = make('section', {id: 'facts', 'aria-labelledby': 'facts-title'},
      make('h2', {id: 'facts-title'}, say('facts.title')), make('p', {class: 'quiet'}, say('facts.says')),
      make('div', {class: 'ways'},
        labelled(say('facts.product'), this.product), this.#drop(), labelled(say('facts.paste'), this.paste)),
      make('div', {class: 'acts'}, labelled(say('facts.keywords'), this.words, {class: 'field wide'}), this.start,
        button(say('facts.clear'), () => this.#clear())),
      this.picture, this.table);
    this.#draw();
  }

  #drop() {
    const zone = make('div', {class: 'drop', on: {
      dragover: (event) => { event.preventDefault(); zone.classList.add('over'); },
      dragleave: () => zone.classList.remove('over'),
      drop: (event) => { event.preventDefault(); zone.classList.remove('over'); this.#take(event.dataTransfer.files[0]); },
    }}, make('p', {}, say('facts.file')), make('p', {}, say('facts.drop'), ' ', make('button', {type: 'button', on: {click: () => this.picker.click()}}, say('facts.choose'))),
      make('p', {class: 'quiet'}, say('facts.formats', {size: this.house.bytes >> 20})), this.named, this.picker);
    return zone;
  }

  #note(more) {
    Object.assign(work.source, more);
    keep();
  }

  #take(file) {
    this.picker.value = '';
    if (!file) return;
    const why = this.#refusal(file);
    if (why) return tell(why, true);
    this.#hold(file);
    this.#make();
  }

  /** The file that is read with the rest; another product has another. */
  #hold(file) {
    this.file = file;
    this.named.replaceChildren(...(file ? [file.name, ' ', make('button', {type: 'button', class: 'plain', 'aria-label': say('facts.drop.file'), on: {click: () => this.#hold(null)}}, '×')] : []));
    this.#look(file);
  }

  /** A picture stays beside the table: whoever confirms what was recognised compares it with the picture itself. */
  #look(file) {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = file?.type.startsWith('image/') ? URL.createObjectURL(file) : '';
    if (!this.address) return this.picture.replaceChildren();
    const shown = make('img', {src: this.address, alt: say('facts.picture.alt', {name: file.name}), on: {error: () => this.picture.replaceChildren()}});
    const frame = make('button', {type: 'button', class: 'frame', 'aria-pressed': 'false', 'aria-label': say('facts.picture.larger'), on: {click: () => frame.setAttribute('aria-pressed', String(frame.classList.toggle('large')))}}, shown);
    this.picture.replaceChildren(make('details', {class: 'picture', open: true}, make('summary', {}, say('facts.picture')), frame));
  }

  #refusal({name, size}) {
    const ending = (name.match(/\.([^.]+)$/) || ['', ''])[1].toLowerCase();
    if (!this.house.endings.includes(ending)) return say('facts.kind.refused', {ending: ending ? `.${ending}` : name});
    if (!size) return say('facts.empty.file');
    return size > this.house.bytes ? say('facts.large', {size: (size / 2 ** 20).toFixed(1), most: this.house.bytes >> 20}) : '';
  }

  #make() {
    return once(this.start, async () => {
      const {product = '', text = ''} = work.source;
      if (!product && !text.trim() && !this.file) return tell(say('facts.need'), true);
      if (this.isEdited && !(await question({title: say('facts.make'), says: say('facts.retire')}))) return;
      tell(say('facts.making'));
      this.element.setAttribute('aria-busy', 'true');
      await attempt(() => this.#ask());
      this.element.removeAttribute('aria-busy');
    });
  }

  async #ask() {
    const {product, text, keywords = ''} = work.source;
    const words = keywords.split(/[,，、;；\s]+/).filter(Boolean);
    let reply;
    try {
      reply = this.file ? await read('/api/facts', {method: 'POST', body: form(this.file, product, text, words)})
        : await send('/api/facts', {product: product || null, text: text?.trim() ? text : null, keywords: words});
    } catch (error) {
      if (error.status === 404 && product && !this.file) throw new Refusal(say('facts.absent'), 404);
      throw error;
    }
    work.facts = {rows: reply.facts, missing: reply.missing || [], category: reply.category || '', warnings: reply.warnings || [], products: reply.products || [], row: 1};
    this.isEdited = false;
    this.#draw();
    const {length} = reply.facts;
    tell(length ? say('facts.done', {count: length}) : say('facts.nothing'), !length);
  }

  #draw() {
    keep();
    const {facts} = work;
    if (!facts) {
      this.table.replaceChildren();
      return this.changed();
    }
    let isNew = true; // drawing is no edit
    const table = new FactTable(facts.rows, this.house.kinds, () => { this.isEdited = !isNew; this.changed(); });
    isNew = false;
    const missing = facts.missing.map((each) => make('li', {}, each.why || nameOf(each.kind, this.house.kinds)));
    this.table.replaceChildren(this.#several(facts), ...facts.warnings.map((each) => make('p', {class: 'late'}, typeof each === 'string' ? each : each.why || each.text || '')), table.element,
      missing.length ? make('details', {class: 'missing', open: true}, make('summary', {}, say('facts.missing', {names: facts.missing.map((each) => nameOf(each.kind, this.house.kinds)).join('、')})), make('ul', {}, missing)) : '');
  }

  /** A file may have several products: one at a time is written about. */
  #several(facts) {
    if (!(facts.products?.length > 1)) return '';
    const rows = facts.products.map(({row, name}) => ({id: String(row), name: `${row}. ${name}`}));
    const list = choice(rows, String(facts.row), null, {on: {change: async () => {
      if (this.isEdited && !(await question({title: say('facts.several'), says: say('facts.retire')}))) return (list.value = String(facts.row));
      const {row, facts: its, missing, category} = facts.products[list.selectedIndex];
      Object.assign(facts, {row, rows: structuredClone(its), missing, category});
      this.isEdited = false;
      this.#draw();
    }}});
    return labelled(say('facts.several'), list);
  }

  async #clear() {
    if (work.facts && !(await question({title: say('facts.clear'), says: say('facts.retire')}))) return;
    Object.assign(work, {facts: null, source: {}});
    this.#hold(null);
    for (const field of [this.product, this.paste, this.words]) field.value = '';
    this.isEdited = false;
    this.#draw();
    tell(say('facts.cleared'));
  }
}

const nameOf = (kind, kinds) => kinds.find(({id}) => id === kind)?.name || kind;

function form(file, product, text, words) {
  const sent = new FormData();
  sent.append('file', file);
  if (product) sent.append('product', product);
  if (text?.trim()) sent.append('text', text);
  for (const word of words) sent.append('keywords', word);
  return sent;
}
