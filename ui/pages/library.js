// The library page. The server makes every piece of HTML (/api/library/…); this script fetches and shows
// them, asks before it acts, uploads files, and follows jobs. What it writes itself is text, never HTML.
(() => {
  'use strict';
  const PIECES = '/api/library/';
  const ENDED = ['done', 'failed', 'cancelled'];
  const find = (selector, within = document) => within.querySelector(selector);
  const make = (tag, text = '', name = '') => Object.assign(document.createElement(tag), {textContent: text, className: name});
  let root, view;
  const followed = new Map(); // job id -> its card

  // -- talking to the server ------------------------------------------------------------------------

  const SAID = {
    401: '登录已失效,请重新登录。',
    403: '您的身份不能做这一步,请找管理员。',
    404: '找不到了:它可能刚被撤下或改名。请刷新列表。',
    413: '文件太大或太多,请分几次上传。',
    429: '操作太频繁了,请稍等一分钟再试。',
    500: '服务器出错了,请稍后再试;运维日志里有原因。',
    503: '正在准备资料,请稍后再试。',
  };
  const OFFLINE = '连不上服务器。请检查网络,或稍后再试;已经上传的文件不会丢。';

  async function ask(address, options = {}) {
    let response;
    try {
      response = await fetch(address, {credentials: 'same-origin', ...options});
    } catch {
      throw new Error(OFFLINE);
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    const sentence = /[\u4e00-\u9fff]/.test(problem.detail || '') ? problem.detail : SAID[response.status];
    throw Object.assign(new Error(sentence || problem.detail || SAID[500]), {status: response.status});
  }

  async function piece(name) {
    const address = new URL(PIECES + name, location.href);
    // The name comes out of the address bar: only our own pieces may become HTML.
    if (!address.pathname.startsWith(PIECES)) throw new Error(SAID[404]);
    const response = await ask(address);
    if (!(response.headers.get('content-type') || '').startsWith('text/html')) throw new Error(SAID[404]);
    const holder = document.createElement('template');
    holder.innerHTML = await response.text();
    return holder.content;
  }

  function say(sentence, isBad = false) {
    const place = find('#said');
    place.textContent = sentence;
    place.className = sentence ? (isBad ? 'said bad' : 'said') : '';
    if (sentence) place.scrollIntoView({block: 'nearest'});
  }

  // -- what is shown --------------------------------------------------------------------------------

  const where = () => location.hash.slice(1) || 'documents';
  let latest = 0; // a slow answer must not replace a later one

  async function show(into = '') {
    const turn = ++latest;
    view.setAttribute('aria-busy', 'true');
    try {
      const fresh = await piece(where());
      if (turn !== latest) return;
      if (into) find(into, view).replaceWith(find(into, fresh));
      else view.replaceChildren(fresh);
    } catch (error) {
      if (turn === latest) view.replaceChildren(complaint(error));
    } finally {
      if (turn === latest) view.removeAttribute('aria-busy');
    }
  }

  function complaint(error) {
    const box = make('div', error.message, 'empty bad');
    box.setAttribute('role', 'alert');
    const again = make('button', error.status === 401 ? '去登录' : '再试一次');
    again.onclick = () => (error.status === 401 ? location.assign('/login?next=/library') : show());
    box.append(' ', again);
    if (error.status === 503) setTimeout(() => box.isConnected && show(), 5000);
    return box;
  }

  async function go() {
    say('');
    markTab();
    await show();
    const head = find('h2', view);
    if (head) head.focus({preventScroll: true});
    if (root.getBoundingClientRect().top < 0) root.scrollIntoView();
  }

  function markTab() {
    for (const link of root.querySelectorAll('.tabs a')) {
      const here = where().split(/[?/]/)[0] === link.hash.slice(1);
      here ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    }
  }

  let typing;
  function filter(event) {
    const form = event.target.closest('#filters');
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(null, '', '#' + form.dataset.piece + (wanted.size ? '?' + wanted : ''));
      if (form.isConnected) show('#results');
    }, event.type === 'input' && event.target.type === 'search' ? 250 : 0);
  }

  // -- acting ---------------------------------------------------------------------------------------

  async function act(button) {
    const dialog = find('#ask'), {act: name, to, says, note, file, done} = button.dataset;
    find('h3', dialog).textContent = name;
    find('.says', dialog).textContent = says;
    const noteBox = find('#note'), fileBox = find('#newer');
    for (const [box, wanted] of [[noteBox, note], [fileBox, file]]) {
      box.value = '';
      box.closest('label').hidden = !wanted;
      box.required = wanted === 'required';
    }
    find('.yes', dialog).textContent = name;
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((end) => dialog.addEventListener('close', end, {once: true}));
    if (dialog.returnValue !== 'yes') return button.focus();
    const refused = file && refusal(fileBox.files[0]);
    if (refused) return say(refused, true);
    button.disabled = true;
    try {
      const reply = await ask(to, {method: 'POST', ...body(note && noteBox.value, file && fileBox.files[0], button.dataset)});
      const job = file && (await reply.json());
      if (job) follow(job, [fileBox.files[0].name]);
      await show();
      say(done);
    } catch (error) {
      button.disabled = false;
      say(error.message, true);
    }
  }

  function body(note, file, {send}) {
    if (file) {
      const form = new FormData();
      form.append('file', file);
      return {body: form};
    }
    const said = {...JSON.parse(send || '{}'), ...(note ? {note} : {})};
    return {body: JSON.stringify(said), headers: {'Content-Type': 'application/json'}};
  }
})();
