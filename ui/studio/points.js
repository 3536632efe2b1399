// Places in a text. The server counts characters (code points), a browser UTF-16 units; an emoji is one or two.

export const count = (text) => [...text].length;

/** Spans in code points as spans in UTF-16 units of the same text. */
export function toUnits(text, spans) {
  const at = [0];
  for (const point of text) at.push(at.at(-1) + point.length);
  const unit = (point) => at[Math.min(Math.max(point, 0), at.length - 1)];
  return spans.map(([start, end]) => [unit(start), unit(end)]);
}

/** Findings of title, line break and body as marks of either part; those without a place are in neither. */
export function apart(title, body, findings) {
  const whole = title ? `${title}\n${body}` : body;
  const from = title ? title.length + 1 : 0;
  const parts = {title: [], body: []};
  toUnits(whole, findings.map((each) => each.span || [0, 0])).forEach(([start, end], number) => {
    if (end <= start) return;
    const finding = findings[number];
    if (title && end <= title.length) parts.title.push({start, end, finding});
    else if (start >= from) parts.body.push({start: start - from, end: end - from, finding});
  });
  return parts;
}

/** Marks after an edit from `before` to `after`: those behind it move with the text, those it touches are gone. */
export function moved(marks, before, after) {
  let head = 0, tail = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const end = before.length - tail, shift = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start >= end) return [{...mark, start: mark.start + shift, end: mark.end + shift}];
    return [];
  });
}

const RANK = ['trace', 'info', 'warn', 'evidence', 'block'];
export const lookOf = (mark) => (mark.finding ? mark.finding.severity : 'trace');

/** The text in stretches, each with the marks that lie over it, the gravest first. */
export function stretches(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({start, end}) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, number) => {
    const end = cuts[number + 1];
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end)
      .sort((a, b) => RANK.indexOf(lookOf(b)) - RANK.indexOf(lookOf(a)));
    return {text: text.slice(start, end), over};
  });
}
