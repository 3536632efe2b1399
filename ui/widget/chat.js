// The shopper's chat in a frame. Nothing of an answer becomes markup: every text is a text node.
const find = id => document.getElementById(id);
const log = find('log'), form = find('form'), message = find('message');
const asked = new URLSearchParams(location.search);
const chosen = asked.has('chosen') ? tag(asked.get('chosen')) : stored('atrium_language');  // by hand; answers are then in it too
const language = chosen || tag(asked.get('language') || navigator.language);
const words = WORDS[language];
const CLOSED = 2, COMES_BACK = 3000, NOT_READY = 503;
const sent = new Set();  // keys of what was written here, which the stream tells again
let conversation = kept(), busy = false, seen = 0, stream = null, isLive = false;

function stored(name) {
  try { return localStorage.getItem(name) || ''; } catch { return ''; }
}

function store(name, value) {
  try { localStorage.setItem(name, value); } catch { /* not kept */ }
}

// The conversation lasts as long as this visit. Where a browser keeps nothing for a frame, as long as the frame.
function kept() {
  try { return sessionStorage.getItem('atrium-conversation'); } catch { return null; }
}

function keep(id) {
  conversation = id;
  find('erase').hidden = !id;
  try { id ? sessionStorage.setItem('atrium-conversation', id) : sessionStorage.removeItem('atrium-conversation'); } catch { /* not kept */ }
}

function tag(asked) {
  if (/^en/i.test(asked)) return 'en';
  return /hant|-(tw|hk|mo)/i.test(asked) ? 'zh-Hant' : 'zh-Hans';
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function bubble(text, className = '') {
  const said = element('div', '', `said ${className}`);
  said.append(element('p', text));
  log.append(said);
  log.scrollTop = log.scrollHeight;
  return said;
}

function marked(text) {
  const whole = element('p');
  for (const part of text.split(/(\[\d{1,2}\])/)) whole.append(/^\[\d/.test(part) ? element('sup', part.slice(1, -1)) : part);
  return whole;
}

function finish(said, reply) {
  const parts = [marked(reply.answer)];
  if (reply.citations.length) {
    const sources = element('details');
    sources.append(element('summary', `${reply.citations.length} ${words.sources}`));
    for (const cited of reply.citations) {
      sources.append(element('div', [`[${cited.n}] ${cited.title}`, cited.title.includes(cited.version) ? '' : cited.version, cited.locator].filter(Boolean).join(' · ')));
      sources.append(element('blockquote', cited.quote));
    }
    parts.push(sources);
  }
  const label = element('span', words.label, 'label'), copied = element('button', words.copy, 'copy');
  copied.type = 'button';
  copied.addEventListener('click', () => copy(reply.answer.replace(/\[\d{1,2}\]/g, '')).then(() => { copied.textContent = words.copied; }));
  label.append(copied);
  parts.push(label);
  if (reply.turn) parts.push(thumbs(reply, language));
  said.replaceChildren(...parts);
  said.classList.toggle('urgent', reply.handling === 'emergency');
}

// What a message to a person is answered with is no answer: the line above says where it went.
function settle(said, reply) {
  keep(reply.conversation_id);
  const isPassedOn = reply.handling === 'handoff' && !reply.turn && reply.person;
  if (isPassedOn) said.remove();
  else finish(said, reply);
  if (reply.person) stand(reply.person);
}

function show(one) {
  if (one.n <= seen) return;
  seen = one.n;
  if (one.key && sent.has(one.key) && one.from !== 'staff') return;
  if (one.from === 'notice') log.append(element('p', one.text, 'told'));
  else if (one.from === 'shopper') bubble(one.text, 'mine');
  else if (one.from === 'assistant') finish(bubble(''), {answer: one.text, citations: [], handling: 'emergency'});
  else bubble(one.text, 'staff').prepend(element('span', one.name || words.staff, 'name'));
  log.scrollTop = log.scrollHeight;
}

function stand(standing) {
  isLive = standing.state === 'waiting' || standing.state === 'with_person';
  find('line').textContent = standing.line;
  find('line').hidden = !isLive;
  find('person').textContent = isLive ? words.back : words.person;
  if (isLive) follow();
  else {
    if (stream) stream.close();
    stream = null;
    if (standing.last > seen) catchUp();
  }
}

async function catchUp() {
  const response = await fetch(`/api/conversations/${conversation}/messages?language=${language}&after=${seen}`);
  if (response.ok) (await response.json()).messages.forEach(show);
  return response.status;
}

function follow() {
  if (stream) return;
  const opened = stream = new EventSource(`/api/conversations/${conversation}/events?language=${language}&after=${seen}`);
  opened.addEventListener('message', event => show(JSON.parse(event.data)));
  opened.addEventListener('state', event => stand(JSON.parse(event.data)));
  opened.addEventListener('error', () => {  // a browser comes back by itself, unless the server answered with an error
    if (opened.readyState !== CLOSED || stream !== opened) return;
    stream = null;
    setTimeout(() => { if (isLive) follow(); }, COMES_BACK);
  });
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(() => selected(text));
  selected(text);
}

// Where a frame or a plain http page is given no clipboard.
function selected(text) {
  const holder = element('textarea');
  holder.value = text;
  document.body.append(holder);
  holder.select();
  document.execCommand('copy');
  holder.remove();
}

async function erase() {
  if (!find('erase').dataset.asked) {  // a frame without allow-modals may ask nothing: the second press is the yes
    find('erase').dataset.asked = 'yes';
    find('erase').textContent = words.sure;
    return;
  }
  delete find('erase').dataset.asked;
  find('erase').textContent = words.erase;
  try {
    const response = await fetch(`/api/conversations/${conversation}`, {method: 'DELETE'});
    if (!response.ok && response.status !== 404) return bubble(words[`said_${response.status}`] || words.failed, 'failed');
  } catch { return bubble(words.failed, 'failed'); }
  keep(null);
  seen = 0;
  sent.clear();
  stand({state: 'assistant', line: '', last: 0});
  log.replaceChildren(element('p', words.erased, 'told'));
}

async function back() {
  wait(true);
  try {
    const response = await fetch(`/api/conversations/${conversation}/person?language=${language}`, {method: 'DELETE'});
    if (response.ok) stand(await response.json());
  } catch { bubble(words.failed, 'failed'); }
  wait(false);
}

// A page that is opened anew in the same visit shows what was said.
async function resume() {
  const response = await fetch(`/api/conversations/${conversation}/messages?language=${language}`);
  if (response.status === 404) return keep(null);
  if (!response.ok) return;
  const told = await response.json(), repeated = new Set(told.messages.map(one => one.turn));
  const turns = told.turns.filter(turn => !repeated.has(turn.turn)).map(turn => [turn.at, () => {
    bubble(turn.message, 'mine');
    finish(bubble(''), {answer: turn.answer, citations: [], handling: turn.handling});
  }]);
  const said = told.messages.map(one => [one.at, () => show(one)]);
  for (const [, put] of [...turns, ...said].sort((one, other) => Date.parse(one[0]) - Date.parse(other[0]))) put();
  if (turns.length) find('chips').replaceChildren();
  stand(told);
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return;
    const frames = (rest + value).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      const [name, data] = frame.split('\n');
      yield [name.slice('event: '.length), JSON.parse(data.slice('data: '.length))];
    }
  }
}

async function ask(text) {
  if (busy || !text.trim()) return;
  wait(true);
  bubble(text, 'mine');
  find('chips').replaceChildren();
  const said = bubble('…');
  said.setAttribute('aria-busy', 'true');
  try {
    await answer(text, said);
  } catch (error) {
    said.classList.add('failed');
    said.replaceChildren(element('p', error instanceof Refused ? error.message : words.failed));
  }
  said.removeAttribute('aria-busy');
  log.scrollTop = log.scrollHeight;
  wait(false);
}

class Refused extends Error {}

async function answer(text, said) {
  const key = `${Date.now()}-${Math.random()}`;
  sent.add(key);
  const response = await fetch('/api/chat', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Accept: 'text/event-stream', 'Accept-Language': language},
    body: JSON.stringify({message: text, conversation_id: conversation, channel: 'widget', key, language: chosen || null}),
  });
  if (response.status === 404 && conversation) {  // the house has forgotten it: begin anew
    keep(null);
    seen = 0;
    return answer(text, said);
  }
  if (!response.ok) throw new Refused(words[`said_${response.status}`] || (await response.json()).detail);
  let written = '', ended = false;
  for await (const [name, data] of events(response)) {
    if (name === 'token') said.firstChild.textContent = written += data.text;
    if (name === 'done') { settle(said, data); ended = true; }
    if (name === 'error') throw new Refused(data.detail);
    log.scrollTop = log.scrollHeight;
  }
  if (!ended) throw new Error('cut off');
}

function wait(is) {
  busy = is;
  find('send').disabled = find('person').disabled = is;
  if (!is) message.focus();
}

// The greeting, then what was said before; a house that is not ready yet is asked again.
async function begin() {
  try {
    const response = await fetch(`/api/greeting?language=${language}`);
    if (response.status === NOT_READY) return setTimeout(begin, COMES_BACK);
    const told = await response.json();
    find('title').textContent = document.title = told.mall || '中庭 Atrium';
    bubble(told.greeting);
    if (!stored('atrium_informed')) {
      find('purpose').firstChild.textContent = told.notice;
      find('purpose').hidden = false;
    }
    for (const question of told.suggestions) {
      const chip = element('button', question);
      chip.type = 'button';
      chip.addEventListener('click', () => ask(question));
      find('chips').append(chip);
    }
  } catch {
    find('title').textContent = '中庭 Atrium';
    bubble(words.failed, 'failed');
  }
  if (conversation) await resume();
}

document.documentElement.lang = language;
message.placeholder = find('label').textContent = words.ask;
find('send').textContent = words.send;
find('person').textContent = words.person;
find('close').setAttribute('aria-label', words.close);
find('notice').textContent = words.notice;
find('more').textContent = words.privacy_title;
find('more').href = `/privacy?language=${language}`;
find('erase').textContent = words.erase;
find('erase').hidden = !conversation;
find('erase').addEventListener('click', erase);
find('purpose').lastChild.textContent = words.understood;
find('purpose').lastChild.addEventListener('click', () => {
  store('atrium_informed', '1');
  find('purpose').hidden = true;
});
find('languages').setAttribute('aria-label', words.language);
for (const [id, name] of Object.entries(LANGUAGES)) {
  const one = element('button', name);
  one.type = 'button';
  one.lang = id;
  one.setAttribute('aria-pressed', String(id === language));
  one.addEventListener('click', () => {  // what was said is shown again by the conversation that this visit keeps
    store('atrium_language', id);
    location.search = `?chosen=${id}`;
  });
  find('languages').append(one);
}
find('close').hidden = parent === window;
find('close').addEventListener('click', () => parent.postMessage('atrium:close', '*'));
find('person').addEventListener('click', () => isLive ? back() : ask(words.wanted));
form.addEventListener('submit', event => {
  event.preventDefault();
  const text = message.value;
  message.value = '';
  ask(text);
});
message.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  if (event.key === 'Escape' && parent !== window) parent.postMessage('atrium:close', '*');
});
begin();
