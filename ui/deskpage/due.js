// Times that run: how long somebody waits, and how long is left until a moment.
import {clock, make} from './element.js';
import {say} from './words.js';

let ahead = 0, fixed = null; // the server's moment against this machine's; a demo's clock stands

/** The moment that the server's clocks are read at. */
export function set(now, isFixed) {
  const at = Date.parse(now);
  fixed = isFixed ? at : null;
  ahead = at - Date.now();
}

export const moment = () => fixed ?? Date.now() + ahead;

/** A span of milliseconds in words: the two largest units. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days) return hours && days < 10 ? say('span.days.hours', {days, hours}) : say('span.days', {days});
  if (hours) return minutes ? say('span.hours.minutes', {hours, minutes}) : say('span.hours', {hours});
  if (minutes >= 5) return say('span.minutes', {minutes});
  return minutes ? say('span.minutes.seconds', {minutes, seconds: seconds % 60}) : say('span.seconds', {seconds});
}

/** "等了 3 分钟", counted in real time from a moment on. */
export const since = (at, key = 'since') => drawn(make('time', {datetime: at, title: clock(at), data: {since: at, key}}));

/** "剩 12 分钟" or "超时 3 小时" until a moment of the server's clock; `of` is what is due then. */
export const until = (at, of = '') => drawn(make('time', {datetime: at, title: clock(at), data: {until: at, of}}));

function drawn(time) {
  const {since: begun, until: end, key, of} = time.dataset;
  if (begun) {
    time.textContent = say(key, {span: span(Date.now() - Date.parse(begun))});
    return time;
  }
  const left = Date.parse(end) - moment();
  time.textContent = `${of}${say(left < 0 ? 'overdue.by' : 'left', {span: span(Math.abs(left))})}`;
  time.classList.toggle('bad', left < 0);
  return time;
}

export function tick() {
  if (!document.hidden) document.querySelectorAll('time[data-since], time[data-until]').forEach(drawn);
}
