// How much of its channel's room a text takes, as the channel counts it.
import {make} from './element.js';
import {count} from './points.js';
import {say} from './words.js';

/** Each limit with the figure against it, what is too much in red. */
export function counts(channel, title, body) {
  const whole = title ? `${title}\n${body}` : body;
  const rows = [
    (title || channel.title) && [say('draft.title'), count(title), channel.title],
    channel.whole ? [say('draft.whole'), count(whole), channel.whole] : [say('draft.body'), count(body), channel.body],
  ].filter(Boolean).map(([name, number, most]) => figure(say('draft.count', {name, count: number, most: most ? ` / ${most}` : ''}), number, most));
  const lines = whole.split('\n').filter((line) => line.trim()).length;
  if (channel.lines) rows.push(figure(say('draft.lines', {count: lines, most: ` / ${channel.lines}`}), lines, channel.lines));
  return rows;
}

function figure(text, number, most) {
  const over = most ? number - most : 0;
  return make('span', {class: over > 0 ? 'count over' : 'count'}, over > 0 ? `${text} · ${say('draft.over', {over})}` : text);
}
