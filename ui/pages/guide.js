// The guides' page: asks /api/guide, shows what may be used, copies with one tap. Text goes in as text, never as markup.
(() => {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const list = $('copies');
  const more = $('more');
  const said = $('said');
  const chosen = { tag: '', channel: '' };
  let asked = 0; // the last request: an older one's answer is not shown over a newer one's
  let shown = 0;
  let hush = 0;

  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function say(text, lasting) {
    said.textContent = text;
    clearTimeout(hush);
    hush = setTimeout(() => { said.textContent = ''; }, lasting ? 8000 : 2500);
  }

  async function get(address) {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (response.status === 401) {
      location.href = '/login?next=' + encodeURIComponent('/guide');
      throw new Error('登录已失效。');
    }
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(body.detail || '现在读不到，请稍后再试。');
    return body;
  }

  // -- what there is ------------------------------------------------------------------------------

  async function load(start) {
    const mine = ++asked;
    list.setAttribute('aria-busy', 'true');
    const query = new URLSearchParams({ ...chosen, q: $('q').value.trim(), start });
    try {
      const found = await get('/api/guide?' + query);
      if (mine !== asked) return;
      chips($('channels'), 'channel', found.channels);
      chips($('tags'), 'tag', found.tags);
      if (!start) list.replaceChildren();
      const first = list.children.length;
      list.append(...found.copies.map(card));
      shown = start + found.copies.length;
      $('count').textContent = found.total ? `共 ${found.total} 条` : '';
      if (!found.total) list.append(make('li', 'empty', '没有符合的文案。换一个渠道或客群看看；新的文案通过审核后会出现在这里。'));
      more.hidden = shown >= found.total;
      cut();
      if (start && list.children[first]) list.children[first].querySelector('button, p').focus?.();
    } catch (error) {
      if (mine === asked) say(error.message, true);
    } finally {
      if (mine === asked) list.setAttribute('aria-busy', 'false');
    }
  }

  function chips(place, name, choices) {
    const before = place.querySelector('.chips');
    const made = make('div', 'chips');
    for (const choice of [{ id: '', name: '全部' }, ...choices]) made.append(chip(name, choice));
    place.hidden = !choices.length && !chosen[name];
    if (before && before.textContent === made.textContent) return; // keeps the focus and the place it was scrolled to
    const focus = before && before.contains(document.activeElement) ? document.activeElement.value : null;
    if (before) before.replaceWith(made); else place.append(made);
    if (focus !== null) made.querySelector(`input[value="${CSS.escape(focus)}"]`)?.focus();
  }

  function chip(name, choice) {
    const label = make('label');
    const input = make('input');
    Object.assign(input, { type: 'radio', name, value: choice.id, checked: chosen[name] === choice.id });
    input.addEventListener('change', () => { chosen[name] = choice.id; load(0); });
    const face = make('span', '', choice.name);
    if (choice.count) {
      const count = make('small', '', String(choice.count));
      count.setAttribute('aria-label', `${choice.count} 条`);
      face.append(count);
    }
    label.append(input, face);
    return label;
  }

  function card(copy) {
    const item = make('li', copy.is_final ? 'copy' : 'copy out');
    const head = make('header');
    head.append(make('b', '', copy.channel_name));
    if (copy.tag_name) head.append(make('span', '', copy.tag_name));
    if (copy.expires_on) head.append(make('span', '', `用到 ${copy.expires_on}`));
    item.append(head);
    if (!copy.is_final) {
      if (copy.title) item.append(make('p', 'text', copy.title));
      item.append(make('p', 'why', '暂时不能用：' + copy.reasons.join('')));
      return item;
    }
    const own = copy.label && copy.text.endsWith('\n' + copy.label);
    item.append(make('p', 'text', own ? copy.text.slice(0, -copy.label.length - 1) : copy.text));
    if (copy.label) item.append(make('p', 'label', '复制时带上：' + copy.label));
    if (copy.reminder) item.append(make('p', 'label', copy.reminder));
    const acts = make('div', 'acts');
    const button = make('button', 'first', '复制');
    button.type = 'button';
    button.setAttribute('aria-label', `复制${copy.channel_name}文案：${(copy.title || copy.text).slice(0, 20)}`);
    button.addEventListener('click', () => take(copy, button, item));
    acts.append(button);
    item.append(acts);
    return item;
  }

  function cut() {
    for (const text of list.querySelectorAll('.copy:not(.out) > .text:not(.cut):not(.open)')) {
      if (text.scrollHeight <= text.clientHeight + 2) continue;
      text.classList.add('cut');
      const whole = make('button', '', '展开');
      whole.type = 'button';
      whole.setAttribute('aria-expanded', 'false');
      whole.addEventListener('click', () => {
        const open = text.classList.toggle('open');
        text.classList.toggle('cut', !open);
        whole.textContent = open ? '收起' : '展开';
        whole.setAttribute('aria-expanded', String(open));
      });
      text.parentElement.querySelector('.acts').append(whole);
    }
  }

  // -- one tap -------------------------------------------------------------------------------------

  // The text is asked for again at the tap: the page may have stood open while it was withdrawn.
  async function take(copy, button, item) {
    button.disabled = true;
    let refused = '';
    const fresh = get(`/api/copies/${encodeURIComponent(copy.id)}/text`).then((found) => found.text)
      .catch((error) => { refused = error.message; throw error; });
    try {
      await toClipboard(fresh);
      button.textContent = '已复制';
      say('已复制，可以粘贴了。');
    } catch (error) {
      if (refused) {
        item.classList.add('out');
        say(refused, true);
        load(0);
      } else {
        byHand(await fresh);
      }
    } finally {
      button.disabled = false;
      button.focus();
      setTimeout(() => { button.textContent = '复制'; }, 2500);
    }
  }

  async function toClipboard(text) {
    const clipboard = navigator.clipboard; // there in secure pages only: HTTPS, or this machine
    if (clipboard && window.ClipboardItem && clipboard.write) {
      try {
        // Handed over as a promise: Safari forgets the tap while one waits for the server.
        const blob = text.then((known) => new Blob([known], { type: 'text/plain' }));
        return await clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
      } catch (error) { await text; } // a refusal of the server ends it here
    }
    const known = await text;
    if (clipboard) {
      try { return await clipboard.writeText(known); } catch (error) { /* then the old way */ }
    }
    if (!theOldWay(known)) throw new Error('no clipboard');
    return undefined;
  }

  function theOldWay(text) {
    const box = make('textarea', 'sr');
    box.value = text;
    box.readOnly = true;
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  }

  function byHand(text) {
    const dialog = make('dialog');
    dialog.setAttribute('aria-label', '请手动复制');
    const box = make('textarea');
    box.value = text;
    box.readOnly = true;
    box.setAttribute('aria-label', '文案');
    const close = make('button', '', '关闭');
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    dialog.append(make('p', '', '这台设备不让网页直接复制，请长按下面的文字，选“复制”。'), box, close);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    box.select();
  }

  let typing = 0;
  $('q').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(() => load(0), 250); });
  $('filters').addEventListener('submit', (event) => { event.preventDefault(); load(0); });
  more.addEventListener('click', () => load(shown));
  load(0);
})();
