// What the rules say of a text: a list whose every line leads to its place, with the replacement one click away.
import {badge, button, make} from './element.js';
import {explained as sourceOf} from './sources.js';
import {say} from './words.js';

const RANK = {block: 0, evidence: 1, warn: 2, info: 3};
const hasReplacement = ({replacement}) => typeof replacement === 'string';

/** The lines of one finding: for the list and for the tip over the text. */
export function lines(finding, times = 1) {
  return [
    make('p', {}, badge(finding.severity, say(`severity.${finding.severity}`)), ' ', finding.text && make('b', {}, `“${finding.text}”`), times > 1 && make('span', {class: 'quiet'}, ` ${say('findings.times', {count: times})}`), ' ', finding.why),
    finding.suggestion && make('p', {}, finding.suggestion),
    finding.basis?.length ? make('p', {class: 'quiet'}, say('finding.basis', {basis: finding.basis.join(';')})) : null,
  ].filter(Boolean);
}

/** The button that puts the lawful words in place. */
export function replaceButton(finding, replace) {
  if (!hasReplacement(finding)) return null;
  const words = finding.replacement, shown = [...words].length > 24 ? [...words].slice(0, 24).join('') + '…' : words;
  return button(words ? say('finding.replace', {words: shown}) : say('finding.delete'), replace, {class: 'small first', title: words || null});
}

/** The content of a tip for the marks under the pointer: findings first, then the sources of what is told. */
export function explained(marks, replace) {
  return marks.flatMap((mark) => {
    if (!mark.finding) return sourceOf(mark.trace.source);
    return [...lines(mark.finding), replace && replaceButton(mark.finding, () => replace([mark.finding]))].filter(Boolean);
  });
}

/** The list; `marked` tells which findings have a place now, `go` leads there, `replace` applies to several at once. */
export function list(findings, how) {
  const groups = alike(findings).sort(([a], [b]) => RANK[a.severity] - RANK[b.severity]);
  const remarks = groups.filter(([first]) => first.severity === 'info'), rest = groups.filter(([first]) => first.severity !== 'info');
  const items = (some) => make('ul', {class: 'findings'}, some.map((group) => item(group, how)));
  return make('div', {},
    rest.length ? items(rest) : make('p', {class: 'quiet good'}, say('findings.none')),
    remarks.length > 0 && make('details', {}, make('summary', {}, say('findings.remarks', {count: remarks.length})), items(remarks)));
}

/** The same words under the same rule are one line, however often they stand there. */
export function alike(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule_id, finding.text, finding.why, finding.replacement ?? null, finding.is_proven ?? false]);
    groups.set(key, [...(groups.get(key) || []), finding]);
  }
  return [...groups.values()];
}

function item(group, {marked = () => false, go, replace}) {
  const [first] = group, placed = group.filter(marked);
  let at = 0;
  return make('li', {class: first.severity}, lines(first, group.length), make('div', {class: 'acts'},
    replace && placed.length > 0 && replaceButton(first, () => replace(placed)),
    go && placed.length > 0 && button(say('finding.show'), () => go(placed[at++ % placed.length]), {class: 'small'}),
    first.is_proven && badge('ok', say('findings.proven'))));
}
