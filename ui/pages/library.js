// The library page. The server makes every piece of HTML (/api/library/…); this script fetches and shows
// them, asks before it acts, uploads files, and follows jobs. What it writes itself is text, never HTML.
(() => {
  'use strict';
  const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g; // they would turn a file's name around
  const PIECES = '/api/library/';
  const find = (selector, within = document) => within.querySelector(selector);
  const make = (tag, text = '', name = '') => Object.assign(document.createElement(tag), {textContent: text, className: name});
  let root, view;

  // -- talking to the server ------------------------------------------------------------------------

  const SAID = {
    401: '登录已失效，请重新登录。',
    403: '您的身份不能做这一步，请找管理员。',
    404: '找不到了：它可能刚被撤下或改名。请刷新列表。',
    413: '文件太大或太多，请分几次上传。',
    429: '操作太频繁了，请稍等一分钟再试。',
    500: '服务器出错了，请稍后再试；运维日志里有原因。',
    503: '正在准备资料，请稍后再试。',
  };
  const OFFLINE = '连不上服务器。请检查网络，或稍后再试；已经上传的文件不会丢。';

  async function ask(address, options = {}) {
    let response;
    try {
      response = await fetch(address, {credentials: 'same-origin', ...options});
    } catch {
      throw new Error(OFFLINE);
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    const detail = inChinese(problem.detail || '');
    const sentence = /[\u4e00-\u9fff]/.test(detail) ? detail : SAID[response.status] || `没有做成：${detail}`;
    throw Object.assign(new Error(sentence), {status: response.status, wait: Number(response.headers.get('retry-after'))});
  }

  // The sentences of the interface are English; those that a clerk meets here are in the table of reasons.
  function inChinese(sentence) {
    if (sentence.length > 300) return sentence; // a pattern could be made to try for minutes
    for (const [pattern, said] of JSON.parse(root.dataset.reasons)) {
      sentence = sentence.replace(new RegExp(pattern.replaceAll('(?P<', '(?<'), 's'), (...found) => {
        const named = found.at(-1);
        return said.replace(/\{(\w+)\}/g, (_, name) => named?.[name] ?? '');
      });
    }
    return sentence;
  }

  async function piece(name) {
    const address = new URL(PIECES + name, location.href);
    // The name comes out of the address bar: only our own pieces may become HTML.
    if (!address.pathname.startsWith(PIECES)) throw new Error(SAID[404]);
    const response = await ask(address);
    if (!(response.headers.get('content-type') || '').startsWith('text/html')) throw new Error(SAID[404]);
    const holder = document.createElement('template');
    holder.innerHTML = await response.text();
    for (const time of holder.content.querySelectorAll('time')) time.textContent = clock(time.dateTime);
    return holder.content;
  }

  // 2026-03-02 12:00, in the time of whoever reads: a server often counts in UTC.
  function clock(moment) {
    const at = new Date(moment), two = (number) => String(number).padStart(2, '0');
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
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
      const [old, part] = into ? [find(into, view), find(into, fresh)] : [];
      if (old && part) old.replaceWith(part);
      else view.replaceChildren(fresh);
      followAll(view);
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
      if (job) await addCard(job.id, [fileBox.files[0].name]);
      if (button.dataset.then) history.pushState(null, '', '#' + button.dataset.then);
      markTab();
      await show();
      say(done);
    } catch (error) {
      button.disabled = false;
      if (error.status === 404 || error.status === 409) await show(); // somebody else was quicker
      say(error.message, true);
    }
  }

  function body(note, file, {send}) {
    if (file) {
      const form = new FormData();
      form.append('file', file);
      return {body: form};
    }
    const said = {...JSON.parse(send || '{}'), ...(note ? {comment: note} : {})};
    return {body: JSON.stringify(said), headers: {'Content-Type': 'application/json'}};
  }

  // -- jobs -----------------------------------------------------------------------------------------

  async function addCard(id, names = []) {
    const card = (await piece('runs/' + id + '?card=1')).firstElementChild;
    const files = make('ul', '', 'files');
    for (const name of names) files.append(fileLine(name, '排队'));
    if (card.dataset.live) find('.now', card).after(files);
    const old = find(`#jobs [data-job="${id}"]`);
    old ? old.replaceWith(card) : find('#jobs').prepend(card);
    follow(card);
  }

  function fileLine(name, state, isBad = false) {
    const line = make('li');
    line.append(make('bdi', name.replace(TURNING, '')), make('span', state, isBad ? 'bad' : 'quiet'));
    return line;
  }

  const followAll = (within) => within.querySelectorAll('[data-live]').forEach(follow);

  function follow(card) {
    if (!card.dataset.live || card.dataset.followed) return;
    card.dataset.followed = 'yes';
    const stream = new EventSource(`/api/jobs/${card.dataset.job}/events`);
    stream.addEventListener('progress', (event) => (card.isConnected ? progress(card, JSON.parse(event.data)) : stream.close()));
    stream.addEventListener('done', () => {
      stream.close();
      if (card.isConnected) ended(card);
    });
    stream.onerror = () => (find('.now', card).textContent = '连接断了，正在重连…任务仍在服务器上进行。');
  }

  function progress(card, job) {
    const words = JSON.parse(root.dataset.words);
    const bar = find('progress', card), left = job.seconds_left;
    if (job.total) [bar.max, bar.value] = [job.total, job.done];
    const name = job.current.split('/').at(-1), stage = staged(job.stage, words);
    const rest = left ? `,约剩 ${left < 90 ? Math.ceil(left) + ' 秒' : Math.ceil(left / 60) + ' 分钟'}` : '';
    find('.tag', card).textContent = words[job.status] || job.status;
    find('.now', card).textContent = job.total ? `${job.done} / ${job.total}${name && ` · ${stage}:${name}`}${rest}` : job.stage ? stage : words[job.status] || stage;
    for (const line of card.querySelectorAll('.files li')) {
      const state = line.lastChild;
      if (line.firstChild.textContent === name) [state.textContent, line.dataset.begun] = [stage, 'yes'];
      else if (line.dataset.begun) state.textContent = '已读取';
    }
  }

  // "recognising 3/12" names the page too.
  function staged(stage, words) {
    const [name, page] = stage.split(' ');
    return (words[name] || '处理中') + (page ? `第 ${page} 页` : '');
  }

  async function ended(card) {
    const fresh = (await piece('runs/' + card.dataset.job + '?card=1').catch(complaint)).firstElementChild;
    if (fresh) card.replaceWith(fresh);
    if (/^(documents|runs|stale)$/.test(where().split('?')[0])) show('#results');
  }

  async function jobButton({cancel, again, close}) {
    if (close) return find(`#jobs [data-job="${close}"]`).remove();
    try {
      const reply = await ask('/api/jobs/' + (cancel || again + '/retry'), {method: cancel ? 'DELETE' : 'POST'});
      if (again) await addCard((await reply.json()).id);
      else say('正在取消，马上停下。已经收录的保留。');
    } catch (error) {
      say(error.message, true);
    }
  }

  // -- uploading ------------------------------------------------------------------------------------

  function refusal(file) {
    const {endings, refused, bytes} = root.dataset;
    if (!file) return '请先选择一个文件。';
    const ending = (file.name.match(/\.[^.]+$/) || [''])[0].toLowerCase();
    const instead = JSON.parse(refused)[ending];
    if (instead) return instead;
    if (!JSON.parse(endings).includes(ending)) return `不支持 ${ending || '没有后缀的'} 文件。`;
    if (!file.size) return '文件是空的，请检查后重新上传。';
    if (file.size > bytes) return `文件有 ${(file.size / 2 ** 20).toFixed(1)} MB,最多 ${Math.floor(bytes / 2 ** 20)} MB;请拆成几个文件。`;
    return '';
  }

  async function upload(files) {
    const card = make('article', '', 'job'), list = make('ul', '', 'files'), good = [];
    for (const file of files) {
      const why = refusal(file);
      if (!why) good.push(file);
      list.append(fileLine(file.name, why || '等待上传', Boolean(why)));
    }
    card.setAttribute('role', 'status');
    card.append(make('b', `上传 ${files.length} 个文件`), list);
    find('#jobs').prepend(card);
    const most = Number(root.dataset.files), lines = [...list.children];
    for (let start = 0; start < good.length; start += most) {
      const some = good.slice(start, start + most);
      const mine = lines.filter((line, at) => some.includes(files[at]));
      mine.forEach((line) => (line.lastChild.textContent = '上传中…'));
      try {
        await addCard((await send(some)).id, some.map((file) => file.name));
        mine.forEach((line) => line.remove());
      } catch (error) {
        mine.forEach((line) => line.replaceWith(fileLine(line.firstChild.textContent, error.message, true)));
      }
    }
    if (!list.children.length) card.remove();
    else card.replaceChildren(make('b', '没有上传'), list, closeButton(card));
  }

  function closeButton(card) {
    const button = make('button', '收起');
    button.onclick = () => card.remove();
    return button;
  }

  async function send(files) {
    const form = new FormData();
    files.forEach((file) => form.append('files', file));
    try {
      return await (await ask('/api/documents', {method: 'POST', body: form})).json();
    } catch (error) {
      if (error.status !== 429) throw error;
      await new Promise((end) => setTimeout(end, 1000 * (error.wait || 10)));
      return send(files);
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    return entries.length ? (await Promise.all(entries.map(inside))).flat() : [...transfer.files];
  }

  // The files of a dropped folder, hidden ones left out. A folder hands out its entries in several portions.
  async function inside(entry) {
    if (entry.isFile) return [await new Promise((end, fail) => entry.file(end, fail))];
    const reader = entry.createReader(), found = [];
    for (let some; (some = await new Promise((end, fail) => reader.readEntries(end, fail))).length; ) found.push(...some);
    return (await Promise.all(found.filter((each) => !each.name.startsWith('.')).map(inside))).flat();
  }

  // -- beginning ------------------------------------------------------------------------------------

  function begin() {
    const zone = find('#drop'), picker = find('#files');
    view = find('#view');
    find('#pick').onclick = () => picker.click();
    picker.onchange = () => upload([...picker.files]).finally(() => (picker.value = ''));
    for (const name of ['dragover', 'dragleave', 'drop']) {
      document.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        zone.classList.toggle('over', name === 'dragover');
        if (name === 'drop') dropped(event.dataTransfer).then((files) => files.length && upload(files));
      });
    }
    root.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button?.dataset.act) act(button);
      else if (button?.dataset.cancel || button?.dataset.again || button?.dataset.close) jobButton(button.dataset);
    });
    root.addEventListener('input', filter);
    root.addEventListener('submit', (event) => event.target.id === 'filters' && event.preventDefault());
    addEventListener('hashchange', go);
    markTab();
    show();
    piece('running').then((cards) => {
      find('#jobs').append(cards);
      followAll(find('#jobs'));
    }).catch(() => {}); // the list says what is wrong
  }

  // Gradio builds the page after this script has run.
  const waiting = setInterval(() => {
    if (!(root = find('#library'))) return;
    clearInterval(waiting);
    begin();
  }, 50);
})();
