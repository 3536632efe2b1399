// What the chat pages do in the browser: remember the language and that the notice was read, copy an answer, ask
// before a conversation is deleted, tell the browser the page's language and title, and come back when the server was
// started anew while a person has the conversation: Gradio's own session is gone then, ours is not.
(() => {
  const YEAR = 365 * 24 * 3600;
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
    try { localStorage.setItem(name, value); } catch { /* the cookie is enough here */ }
  };
  // The conversation of this tab, shown again after a reload: the server reads it of a cookie, which is the tab's in use.
  const [TALK, PLACE] = location.pathname.startsWith('/staff') ? ['atrium_talk_staff', '/staff'] : ['atrium_talk', '/'];
  let talk = '';
  try { talk = sessionStorage.getItem(TALK) || ''; } catch { /* nothing is kept */ }
  const tell = () => { document.cookie = `${TALK}=${talk}; Path=${PLACE}; SameSite=Lax${talk ? '' : '; Max-Age=0'}`; };
  function keepTalk() {
    const shown = document.querySelector('[data-talk]')?.dataset.talk;
    if (shown === undefined || shown === talk) return;
    talk = shown;
    try { talk ? sessionStorage.setItem(TALK, talk) : sessionStorage.removeItem(TALK); } catch { /* not kept */ }
    tell();
  }
  tell();
  addEventListener('focus', tell);
  addEventListener('pointerdown', tell, true);

  const said = name => document.querySelector('.hero')?.dataset[name] || '';

  // Without the label under it and without the numbers of its sources.
  function textOf(label) {
    const whole = label.closest('.message').cloneNode(true);
    whole.querySelectorAll('.ai-label, .cite, .copy').forEach(part => part.remove());
    document.body.append(whole);  // only what is laid out has its line breaks
    const text = whole.innerText.trim();
    whole.remove();
    return text;
  }

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const holder = document.createElement('textarea');
    holder.value = text;
    document.body.append(holder);
    holder.select();
    document.execCommand('copy');
    holder.remove();
  }

  addEventListener('click', event => {
    const chosen = event.target.closest('[data-language]');
    if (chosen) {
      remember('atrium_language', chosen.dataset.language);
      document.querySelector('#turn').click();
    }
    if (event.target.closest('[data-understood]')) {
      remember('atrium_informed', '1');
      event.target.closest('aside').remove();
    }
    const button = event.target.closest('button.copy');
    if (button) copy(textOf(button)).then(() => { button.textContent = said('copied') || '已复制'; });
    if (event.target.closest('#erase') && !confirm(said('sure'))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // Gradio draws messages itself and keeps no button of ours in them: each finished answer gets its own here.
  function dress() {
    keepTalk();
    const head = document.querySelector('.hero');
    if (head?.lang) document.documentElement.lang = head.lang;
    const title = head?.querySelector('h1')?.textContent;
    if (title && document.title !== title) document.title = title;
    for (const label of document.querySelectorAll('.ai-label')) {
      if (label.parentNode.querySelector('.copy')) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = said('copy') || '复制';
      label.after(button);
    }
  }
  let waits = false;
  new MutationObserver(() => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; dress(); });
  }).observe(document.documentElement, {childList: true, subtree: true});

  const LOOK = 4000;  // milliseconds
  const box = () => document.querySelector('#message textarea');
  setInterval(async () => {
    // Drawn before the house was ready: it knew neither the hours nor what was said before.
    if (document.querySelector('[data-early]')) return document.querySelector('#turn').click();
    if (!document.querySelector('.line')) return;
    try {
      const told = await (await fetch('gradio_api/app_id')).json();
      if (!told.app_id || String(told.app_id) === String(window.gradio_config?.app_id)) return;
    } catch { return; }  // not back yet
    try { sessionStorage.setItem('atrium_unsent', box()?.value || ''); } catch { /* then it is lost */ }
    location.reload();
  }, LOOK);

  let unsent = '';
  try {
    unsent = sessionStorage.getItem('atrium_unsent') || '';
    sessionStorage.removeItem('atrium_unsent');
  } catch { /* nothing was kept */ }
  // Gradio may draw the box once more with its own empty value: what was unsent goes in until it stays, or somebody types.
  const STAYS = 10;  // looks
  let stood = 0;
  const waiting = unsent && setInterval(() => {
    if (!box()) return;
    stood = box().value ? stood + 1 : 0;
    if (stood >= STAYS) return clearInterval(waiting);
    if (stood) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box(), unsent);
    box().dispatchEvent(new Event('input', {bubbles: true}));
  }, 300);
  if (waiting) addEventListener('keydown', () => clearInterval(waiting), {capture: true, once: true});
})();
