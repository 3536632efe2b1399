// What somebody is writing, kept in this tab by what it is about: a reload or a lost connection loses no word.
const KEY = 'atrium-desk';
let kept = {who: '', texts: {}};

/** What was kept for this person; somebody else's words in the same tab are dropped. */
export function recall(who) {
  let found = null;
  try {
    found = JSON.parse(sessionStorage.getItem(KEY));
  } catch { /* unreadable is as good as nothing */ }
  kept = found?.who === who ? found : {who, texts: {}};
}

export const written = (about) => kept.texts[about] || '';

export function write(about, text) {
  if (text) kept.texts[about] = text;
  else delete kept.texts[about];
  try {
    if (kept.who) sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* a full store: the page itself still has it */ }
}

export function forget() {
  kept = {who: '', texts: {}};
  sessionStorage.removeItem(KEY);
}
