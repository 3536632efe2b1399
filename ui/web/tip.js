// The one box that explains what is pointed at, touched or reached with the keyboard: a source, a finding.
import {find} from './element.js';

let anchor = null, leaving = 0;
const box = () => find('#tip');

/** Shows `content` beside the rectangle; `of` is what it explains. */
export function show(of, rectangle, content) {
  clearTimeout(leaving);
  const tip = box();
  if (anchor === of && !tip.hidden) return;
  anchor = of;
  tip.replaceChildren(...content);
  tip.hidden = false;
  place(rectangle);
}

function place(rectangle) {
  const tip = box();
  const width = Math.min(340, innerWidth - 16), below = rectangle.bottom + 8;
  tip.style.width = `${width}px`;
  tip.style.left = `${Math.max(8, Math.min(rectangle.left, innerWidth - width - 8))}px`;
  const fits = below + tip.offsetHeight < innerHeight || rectangle.top < tip.offsetHeight;
  tip.style.top = `${fits ? below : rectangle.top - tip.offsetHeight - 8}px`;
}

/** Hides it after a moment, in which the pointer may move into it. */
export function leave(of) {
  if (of && of !== anchor) return;
  clearTimeout(leaving);
  leaving = setTimeout(hide, 250);
}

export function hide() {
  clearTimeout(leaving);
  anchor = null;
  box().hidden = true;
}

/** Lets an element explain itself: with the pointer, the keyboard and a touch. */
export function explains(element, content) {
  const open = () => show(element, element.getBoundingClientRect(), content());
  element.setAttribute('aria-describedby', 'tip');
  for (const event of ['mouseenter', 'focus', 'click']) element.addEventListener(event, open);
  for (const event of ['mouseleave', 'blur']) element.addEventListener(event, () => leave(element));
  return element;
}

export function begin() {
  const tip = box();
  tip.addEventListener('mouseenter', () => clearTimeout(leaving));
  tip.addEventListener('mouseleave', () => leave());
  tip.addEventListener('click', (event) => event.target.closest('button') && hide());
  addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  // What the keyboard has reached is scrolled into view: its tip goes with it.
  addEventListener('scroll', () => !tip.hidden && (anchor === document.activeElement ? place(anchor.getBoundingClientRect()) : hide()), {passive: true});
}
