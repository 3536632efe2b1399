// The audit record: who did what and who read what, the last first; and whether it is whole.
import {ask} from './house.js';
import {attempt} from './server.js';
import {button, make} from './element.js';
import {cards, choice, clock, input, labelled} from './parts.js';

const TOLD = {documents: '资料', count: '份数', role: '角色', called: '显示名', groups: '部门', enabled: '启用', scopes: '范围', user: '账户', sessions: '登录数', address: '地址'};
const BY = {key: '用密钥', local: '在服务器上'};
const FROM = {chat: '提问', search: '检索', passage: '引文', document: '资料', 'library page': '资料库', drafts: '起草', facts: '事实表'};

export class Record {
  constructor(house) {
    this.house = house;
    this.list = make('div', {'aria-busy': 'true'});
    this.whole = make('div', {class: 'whole'});
    const act = choice('act', [{id: '', name: '所有行为'}, ...house.acts.map((id) => ({id, name: this.named(id)}))], '');
    const kind = choice('retrievals', [{id: 'false', name: '管理行为'}, {id: 'true', name: '查阅资料'}, {id: '', name: '全部'}], 'false');
    this.form = make('form', {class: 'filters', role: 'search', 'aria-label': '筛选审计记录', on: {submit: (event) => { event.preventDefault(); this.load(); }, change: () => this.load()}},
      labelled('类别', kind), labelled('行为', act), labelled('谁', input('who', {type: 'search', maxlength: 100})),
      labelled('对象', input('about', {type: 'search', maxlength: 100})), labelled('从', input('since', {type: 'date'})), labelled('到', input('until', {type: 'date'})),
      make('button', {type: 'submit'}, '查找'));
    this.more = button('再看一些', () => this.load(this.next));
    this.element = make('section', {}, make('div', {class: 'head'}, make('h2', {}, '审计'), button('核对完整性', () => this.verify())),
      this.whole, make('details', {class: 'sieve', open: matchMedia('(min-width: 641px)').matches}, make('summary', {}, '筛选'), this.form), this.list, make('div', {class: 'acts end'}, this.more));
    this.load();
  }

  named(act) {
    return this.house.recorded[act.replace(/\{\w+\}/g, '{id}')] || act;
  }

  async load(before = null) {
    this.list.setAttribute('aria-busy', 'true');
    await attempt(async () => {
      const asked = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value));
      if (before) asked.set('before', before);
      const {entries, next} = await ask(`/api/audit?${asked}`);
      const made = entries.map((entry) => this.row(entry));
      if (before) this.list.firstChild.append(...made);
      else this.list.replaceChildren(cards(made, '没有符合的记录。'));
      this.next = next;
      this.more.hidden = next === null;
    });
    this.list.removeAttribute('aria-busy');
  }

  row(entry) {
    const who = entry.means === 'nothing' ? '未登录' : entry.who === entry.role ? this.role(entry.role) : entry.who;
    const about = FROM[entry.about] || entry.about;
    return make('li', {},
      make('div', {class: 'row'}, make('b', {}, this.named(entry.act)), about && make('span', {class: 'about'}, about)),
      make('p', {class: 'quiet'}, [clock(entry.at), who, BY[entry.means], this.told(entry.detail)].filter(Boolean).join(' · ')),
      make('span', {class: 'number', title: entry.hash}, `#${entry.n}`));
  }

  /** A role's name, or an act's. */
  role(id) {
    const act = () => this.house.roles.flatMap((role) => role.may).find((one) => one.id === id)?.name;
    return this.house.roles.find((role) => role.id === id)?.name || act() || id;
  }

  told(detail) {
    const one = (value) => (value === true ? '是' : value === false ? '否' : value === null ? '全部' : Array.isArray(value) ? value.map(one).join('、') || '无' : this.role(String(value)));
    return Object.entries(detail).filter(([name, value]) => !(name === 'user' && value === null) && (name !== 'count' || detail.count > detail.documents.length))
      .map(([name, value]) => `${TOLD[name] || name} ${Array.isArray(value) && value.length === 2 && name !== 'documents' && name !== 'scopes' && !(name === 'groups' && typeof value[0] === 'string')
        ? `${one(value[0])} → ${one(value[1])}` : one(value)}`).join(' · ');
  }

  verify() {
    return attempt(async () => {
      const found = await ask('/api/audit/verify');
      this.whole.replaceChildren(make('div', {class: found.is_whole ? 'verdict good' : 'verdict bad', role: 'status'},
        make('b', {}, found.is_whole ? `完整：${found.n} 条记录，没有被改动、删除或截断。` : '记录被动过：'),
        found.findings.map((finding) => make('p', {}, finding)),
        found.began_anew.length > 0 && make('p', {}, `锚点曾重新开始(第 ${found.began_anew.join('、')} 条),应当有原因，例如恢复过备份。`),
        make('p', {class: 'quiet'}, '把末尾记在别处，以后就能证明没有少：'), make('code', {}, `${found.n} ${found.hash}`)));
    });
  }
}
