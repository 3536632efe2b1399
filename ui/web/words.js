// What every page says, by language. Another language is another column of the same keys.
const WORDS = {
  'zh-Hans': {
    loading: '正在读取…', again: '再试一次', login: '去登录', cancel: '取消', ok: '确定', close: '收起', none: '不指定', all: '全部',
    offline: '连不上服务器。您写的内容还在这个页面里，网络恢复后再点一次即可。',
    broken: '这个页面出了错；您写的内容没有丢，请刷新后继续。', failed: '没有做成：{detail}',
    'status.401': '登录已失效，请重新登录。', 'status.403': '您的身份不能做这一步，请找管理员。',
    'status.404': '找不到了，或者这项功能还没有开放。', 'status.409': '别人刚刚改过，请刷新后再操作。',
    'status.413': '内容太大，请拆成几份。', 'status.429': '操作太频繁了，请稍等一分钟再试。',
    'status.500': '服务器出错了，请稍后再试；运维日志里有原因。', 'status.503': '正在准备资料，请稍后再试。',
    'status.507': '服务器磁盘写不进了，没有保存。',
  },
};

let words = WORDS['zh-Hans'];

/** Tables of words for one more part of the page. */
export const learn = (language, more) => Object.assign(WORDS[language] ??= {}, more);

/** The words of a key, with {places} filled. */
export function say(key, values = {}, otherwise = key) {
  const sentence = words[key];
  if (sentence === undefined) return otherwise;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
