// Keys for programs, and for people who let programs act for them.
import {ask} from './house.js';
import {attempt, tell} from './server.js';
import {badge, button, make} from './element.js';
import {cards, choice, clock, input, labelled} from './parts.js';
import {once, question} from './asking.js';

export class Keys {
  constructor(house) {
    this.house = house;
    this.list = make('div', {'aria-busy': 'true'});
    this.element = make('section', {},
      make('div', {class: 'head'}, make('h2', {}, '密钥'), button('新建密钥', () => this.create(), {class: 'first'})),
      this.list);
    this.load();
  }

  async load() {
    await attempt(async () => {
      const [keys, users] = await Promise.all([ask('/api/keys'), ask('/api/users')]);
      this.users = users.filter((user) => !user.disabled_at);
      const named = new Map(users.map((user) => [user.id, user.called]));
      const working = keys.filter((key) => key.works).reverse(), ended = keys.filter((key) => !key.works).reverse();
      this.list.replaceChildren(cards(working.map((key) => this.card(key, named)), '没有有效的密钥。'),
        ...(ended.length ? [make('details', {}, make('summary', {}, `已失效 ${ended.length} 个`), cards(ended.map((key) => this.card(key, named)), ''))] : []));
    });
    this.list.removeAttribute('aria-busy');
  }

  card(key, named) {
    const role = this.house.roles.find(({id}) => id === key.role);
    const scopes = key.scopes?.map((scope) => role?.may.find(({id}) => id === scope)?.name || scope).join('、');
    const last = key.expires_at && clock(Date.parse(key.expires_at) / 1000 - 1).slice(0, 10); // it ends with that day
    const ends = last && (Date.parse(key.expires_at) < Date.now() ? `${last} 已过期` : `用到 ${last}`);
    const facts = [scopes ? `只能：${scopes}` : '', key.groups.join('、'), `${clock(key.created_at)} 建立`, key.used_at ? `最近使用 ${clock(key.used_at)}` : '没有用过',
      ends, key.revoked_at && `${clock(key.revoked_at)} 撤销`];
    return make('li', {class: key.works ? null : 'ended'},
      make('div', {class: 'row'}, make('b', {}, key.name), badge(key.role, key.user_id ? `${named.get(key.user_id) || '?'} 本人` : role?.name || key.role)),
      make('p', {class: 'quiet'}, facts.filter(Boolean).join(' · ')),
      key.works && make('div', {class: 'acts'}, button('撤销', () => this.revoke(key), {class: 'small grave', 'aria-label': `撤销：${key.name}`})));
  }

  async create() {
    const whose = [...this.house.roles.filter(({id}) => id === 'service').map(({id, name}) => ({id, name: `${name}（接口调用）`})),
      ...this.house.roles.filter(({id}) => id !== 'service').map(({id, name}) => ({id, name: `${name}角色的密钥`})),
      ...(this.users || []).map((user) => ({id: `user ${user.id}`, name: `${user.called} 本人`}))];
    const scopes = make('fieldset', {class: 'scopes'});
    const list = choice('whose', whose, 'service', {on: {change: () => fill()}});
    const fill = () => {
      const user = this.users?.find(({id}) => `user ${id}` === list.value);
      const role = this.house.roles.find(({id}) => id === (user ? user.role : list.value));
      scopes.replaceChildren(make('legend', {}, '可以做什么'), ...role.may.map(({id, name}) =>
        make('label', {class: 'tick'}, make('input', {type: 'checkbox', name: 'scope', value: id, checked: true}), name)));
    };
    fill();
    let made = null;
    const done = await question({
      title: '新建密钥', yes: '建立', fields: [
        labelled('名字', input('name', {required: true, maxlength: 80}), '例如 小程序、收银系统'),
        labelled('给谁用', list, '给本人用的密钥等同于本人：角色随账户改变，审批时算同一个人'),
        scopes, labelled('有效期至', input('ends', {type: 'date'}), '可留空；到这一天结束为止')],
      act: async (form) => {
        const user = Number(form.get('whose').split(' ')[1]) || null, chosen = form.getAll('scope');
        const all = chosen.length === scopes.querySelectorAll('input').length;
        made = await ask('/api/keys', {name: form.get('name'), role: user ? '' : form.get('whose'), user_id: user,
          scopes: all ? null : chosen, expires_on: form.get('ends') || null});
      },
    });
    if (!done) return;
    await once({title: `${made.key.name} 的密钥`, secret: made.secret, says: '只显示这一次，请现在保存。丢失后只能撤销再建。'});
    await this.load();
  }

  async revoke(key) {
    const done = await question({title: `撤销 ${key.name}`, says: '从下一次请求起不再有效，用它登录的页面也会退出。不能恢复。', yes: '撤销', grave: true,
      act: () => ask(`/api/keys/${key.id}`, undefined, 'DELETE')});
    if (done) { tell('已撤销。'); await this.load(); }
  }
}
