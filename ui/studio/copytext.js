// Title and body of one piece of copy: edited in place, what was found underlined, checked anew after each pause.
import {make} from './element.js';
import {Checking} from './checking.js';
import {Editor} from './editor.js';
import {explained, list} from './findings.js';
import {apart, toUnits} from './points.js';
import {tell} from './server.js';
import {counts} from './limits.js';
import {say} from './words.js';

export class CopyText {
  /** `piece` has title, body, findings, status, traces and is kept up to date; `changed` follows each edit and check. */
  constructor(piece, channel, category, changed, {readonly = false, acts = null, sending} = {}) {
    Object.assign(this, {piece, channel, changed, readonly});
    this.replace = readonly ? null : (findings) => this.#replace(findings);
    const explain = (marks) => explained(marks, this.replace);
    const edited = () => this.#edited();
    const shared = {explain, changed: edited, readonly};
    this.title = new Editor({text: piece.title || '', label: say('draft.title'), isLine: true, placeholder: say('draft.title'), ...shared});
    this.body = new Editor({text: piece.body, label: say('draft.body'), ...shared});
    this.title.element.hidden = !piece.title && (readonly || !channel.title);
    this.state = make('p', {class: 'quiet', role: 'status'});
    this.counts = make('p', {class: 'counts'});
    this.found = make('div', {class: 'found'});
    this.lines = make('div', {});
    this.found.append(this.lines, this.state);
    this.checking = new Checking({text: () => this.whole, channel: () => channel.id, category: () => category,
      done: (verdict) => this.#judged(verdict), sending, state: (said) => (this.state.textContent = said)});
    this.element = make('div', {class: 'copytext'}, make('div', {class: 'pen'}, this.title.element, this.body.element, this.counts, acts), this.found);
    this.#show(true);
  }

  get whole() {
    return this.piece.title ? `${this.piece.title}\n${this.piece.body}` : this.piece.body;
  }

  /** Marks the texts by the findings and, when they are as they were drafted, by where each fact comes from. */
  #show(isAsDrafted = false) {
    const {title, body, findings, traces = []} = this.piece;
    const found = apart(title, body, findings);
    const traced = (name, text, editor) => {
      if (!isAsDrafted) return editor.marks.filter(({trace}) => trace);
      const mine = traces.filter(({part = 'body'}) => part === name);
      return toUnits(text, mine.map(({span}) => span)).map(([start, end], at) => ({start, end, trace: mine[at]}));
    };
    this.title.mark([...traced('title', title || '', this.title), ...found.title]);
    this.body.mark([...traced('body', body, this.body), ...found.body]);
    this.#count();
    this.#list();
  }

  #list() {
    const where = (finding) => [this.title, this.body].find((editor) => editor.marks.some((mark) => mark.finding === finding));
    const go = (finding) => { const editor = where(finding); editor.go(editor.marks.find((mark) => mark.finding === finding)); };
    const warnings = (this.piece.warnings || []).map((warning) => make('p', {class: 'late'}, warning));
    this.lines.replaceChildren(...warnings, list(this.piece.findings, {marked: where, go, replace: this.replace}));
  }

  #count() {
    this.counts.replaceChildren(...counts(this.channel, this.piece.title, this.piece.body));
  }

  #edited() {
    Object.assign(this.piece, {title: this.title.text, body: this.body.text});
    this.#count();
    this.checking.soon();
    this.changed();
  }

  #judged(verdict) {
    const {findings = [], status = 'ok', warnings = []} = verdict || {};
    Object.assign(this.piece, {findings, status, warnings});
    this.#show();
    this.changed();
  }

  /** From the last to the first, so that each still stands where its mark is. */
  #replace(findings) {
    for (const editor of [this.title, this.body]) {
      const marks = editor.marks.filter(({finding}) => findings.includes(finding)).sort((a, b) => b.start - a.start);
      for (const mark of marks) editor.replace(mark, mark.finding.replacement);
    }
    tell(say('finding.replaced'));
    this.checking.now();
  }
}
