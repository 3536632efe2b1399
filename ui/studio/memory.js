// What somebody is working on, kept in this tab: a reload or a lost connection loses no word.
const KEY = 'atrium-studio';
const EMPTY = () => ({who: '', facts: null, source: {}, brief: {}, reply: null, check: {}, edits: {}, batch: ''});

export const work = EMPTY();
let waiting = 0;

/** What was kept for this person; somebody else's work in the same tab is dropped. */
export function recall(who) {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEY));
  } catch { /* unreadable is as good as nothing */ }
  Object.assign(work, EMPTY(), kept?.who === who ? kept : {}, {who});
}

/** Keeps it soon; every change calls this. */
export function keep() {
  clearTimeout(waiting);
  waiting = setTimeout(keepNow, 300);
}

export function keepNow() {
  clearTimeout(waiting);
  if (!work.who) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(work));
  } catch { /* a full store: the page itself still has it */ }
}

export function forget() {
  work.who = '';
  sessionStorage.removeItem(KEY);
}

addEventListener('pagehide', keepNow);
