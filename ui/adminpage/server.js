// Talking to the server: a refusal becomes a sentence that its reader can act on.

const CHINESE = /[\u4e00-\u9fff]/;
const SAID = {401: '登录已失效,请重新登录。', 403: '您现在的角色不能这样做。', 429: '操作太频繁,请稍后再试。', 503: '系统正在启动,请稍候。'};
let reasons = [];

/** The sentences of the interface that are known in Chinese. */
export const know = (table) => { reasons = table; };

/** The reply's JSON, null for none; throws an Error whose message is a sentence, with the status. */
export async function ask(address, body, method = body === undefined ? 'GET' : 'POST') {
  const options = {method, credentials: 'same-origin'};
  if (body !== undefined) Object.assign(options, {body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw refusal('连不上服务器,请检查网络。', 0);
  }
  const reply = await response.json().catch(() => null);
  if (response.ok) return reply;
  throw refusal(sentence(reply?.detail || '', response.status), response.status);
}

const refusal = (said, status) => Object.assign(new Error(said), {status});

function sentence(detail, status) {
  const told = translated(detail);
  return CHINESE.test(told) ? told : SAID[status] || `没有成功:${told || status}`;
}

function translated(detail) {
  if (detail.length > 300) return detail;
  for (const [pattern, said] of reasons) {
    detail = detail.replace(new RegExp(pattern.replaceAll('(?P<', '(?<'), 's'), (...found) => {
      const named = found.at(-1);
      return said.replace(/\{(\w+)\}/g, (_, name) => named?.[name] ?? '');
    });
  }
  return detail;
}

let fading = 0;
/** Tells whoever sees or hears the page what has happened. */
export function tell(sentence, isBad = false) {
  const said = document.getElementById('said');
  said.textContent = sentence;
  said.className = sentence ? (isBad ? 'said bad' : 'said') : '';
  clearTimeout(fading);
  if (sentence && !isBad) fading = setTimeout(() => tell(''), 8000);
}

/** Runs an act and tells what went wrong; true when nothing did. */
export async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    if (error.status === undefined) console.error(error);
    tell(error.status === undefined ? '页面出错了,请刷新。' : error.message, true);
    if (error.status === 401) location.assign('/login?next=/admin');
    return false;
  }
}
