// What the rules say of a text: a list whose every line leads to its place, with the replacement one click away.
import {badge, button, make} from './element.js';
import {say} from './words.js';

const RANK = {block: 0, evidence: 1, warn: 2, info: 3};
const hasReplacement = ({replacement}) => typeof replacement === 'string';

/** The lines of one finding: for the list and for the tip over the text. */
export function lines(finding) {
  return [
    make('p', {}, badge(finding.severity, say(`severity.${finding.severity}`)), ' ', finding.text && make('b', {}, `“${finding.text}”`), ' ', finding.why),
    finding.suggestion && make('p', {}, finding.suggestion),
    finding.basis?.length ? make('p', {class: 'quiet'}, say('finding.basis', {basis: finding.basis.join(';')})) : null,
  ].filter(Boolean);
}

/** The button that puts the lawful words in place. */
export function replaceButton(finding, replace) {
  if (!hasReplacement(finding)) return null;
  const words = finding.replacement, shown = [...words].length > 24 ? [...words].slice(0, 24).join('') + '…' : words;
  return button(words ? say('finding.replace', {words: shown}) : say('finding.delete'), () => replace(finding), {class: 'small first', title: words || null});
}

/** The content of a tip for the marks under the pointer: findings first, then the sources of what is told. */
export function explained(marks, replace) {
  return marks.flatMap((mark) => {
    if (!mark.finding) return [make('p', {}, say('trace.source', {source: mark.trace.source}))];
    return [...lines(mark.finding), replace && replaceButton(mark.finding, replace)].filter(Boolean);
  });
}

/** The list; `marked` tells which findings have a place now, `go` leads there, `replace` applies. */
export function list(findings, {marked = () => false, go, replace}) {
  if (!findings.length) return make('p', {class: 'quiet good'}, say('findings.none'));
  const sorted = [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return make('ul', {class: 'findings'}, sorted.map((finding) => {
    const has = marked(finding);
    return make('li', {class: finding.severity}, lines(finding), make('div', {class: 'acts'},
      replace && has && replaceButton(finding, replace),
      go && has && button(say('finding.show'), () => go(finding), {class: 'small'}),
      finding.is_proven && badge('ok', say('findings.proven'))));
  }));
}
