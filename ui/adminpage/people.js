// People: accounts with their roles, one-time codes, an end.
import {ask} from './house.js';
import {attempt, tell} from './server.js';
import {badge, button, make} from './element.js';
import {cards, choice, clock, input, labelled} from './parts.js';
import {once, question} from './asking.js';

const groupsOf = (text) => text.split(/[,,、\s]+/).filter(Boolean);

export class People {
  constructor(house) {
    this.house = house;
    this.roles = house.roles.filter(({id}) => id !== 'service');
    this.list = make('div', {'aria-busy': 'true'});
    this.element = make('section', {},
      make('div', {class: 'head'}, make('h2', {}, '人员'), button('新建账户', () => this.create(), {class: 'first'})),
      this.list);
    this.load();
  }

  async load() {
    await attempt(async () => {
      const users = await ask('/api/users');
      users.sort((a, b) => Boolean(a.disabled_at) - Boolean(b.disabled_at) || a.id - b.id);
      this.list.replaceChildren(cards(users.map((user) => this.card(user)), '还没有账户。新建一个，把一次性代码交给本人，由本人设置密码。'));
    });
    this.list.removeAttribute('aria-busy');
  }

  card(user) {
    const isMe = this.house.me.id === `account:${user.id}`;
    const role = this.roles.find(({id}) => id === user.role)?.name || user.role;
    const facts = [user.name, user.groups.join('、'), user.is_sso && '单点登录', user.seen_at ? `最近登录 ${clock(user.seen_at)}` : '还没有登录过'];
    return make('li', {class: user.disabled_at ? 'ended' : null},
      make('div', {class: 'row'}, make('b', {}, user.called), badge(user.role, role), isMe && badge('', '我'),
        user.disabled_at && badge('bad', '已停用'), !user.disabled_at && !user.has_password && !user.is_sso && badge('late', '待设置密码')),
      make('p', {class: 'quiet'}, facts.filter(Boolean).join(' · ')),
      make('div', {class: 'acts'}, this.acts(user)));
  }

  acts(user) {
    const named = (text, act, attributes = {}) => button(text, act, {class: 'small', 'aria-label': `${text}:${user.called}`, ...attributes});
    if (user.disabled_at) return [named('恢复', () => this.enable(user))];
    return [
      named('修改', () => this.edit(user)),
      !user.is_sso && named(user.has_password ? '重设密码' : '再发代码', () => this.invite(user)),
      user.seen_at && named('结束登录', () => this.logOut(user)),
      named('停用', () => this.disable(user), {class: 'small grave'}),
    ].filter(Boolean);
  }

  fields(user = {called: '', role: 'staff', groups: []}) {
    return [
      labelled('显示名', input('called', {value: user.called, maxlength: 40}), '同事看到的名字'),
      user.is_sso ? make('p', {class: 'quiet'}, '角色与部门由单点登录给出。') : [
        labelled('角色', choice('role', this.roles, user.role)),
        labelled('部门', input('groups', {value: user.groups.join(','), maxlength: 200}), '可留空；多个用逗号隔开。限部门的资料只给这些部门看')]];
  }

  async create() {
    let made = null;
    const done = await question({
      title: '新建账户', says: '建好后会显示一次性代码，请交给本人，由本人设置密码。', yes: '建立',
      fields: [labelled('登录名', input('name', {required: true, maxlength: 60, autocapitalize: 'none'}), '本人登录时输入，例如 wang.li'), this.fields()],
      act: async (form) => {
        made = await ask('/api/users', {name: form.get('name'), called: form.get('called'), role: form.get('role'), groups: groupsOf(form.get('groups'))});
      },
    });
    if (done) await this.hand(made);
    if (done) await this.load();
  }

  hand({user, code, hours}) {
    const where = `${location.origin}/password?name=${encodeURIComponent(user.name)}`;
    return once({
      title: `${user.called} 的一次性代码`, secret: code,
      says: `只显示这一次，${hours} 小时内有效，用一次即失效。请当面或用可靠的渠道交给本人。`,
      extra: make('p', {class: 'quiet'}, '本人在 ', make('a', {href: where}, where), ' 设置密码。'),
    });
  }

  async edit(user) {
    const done = await question({
      title: `修改 ${user.called}`, says: '改动从下一次请求起生效。', yes: '保存', fields: [this.fields(user)],
      act: (form) => ask(`/api/users/${user.id}`, user.is_sso ? {called: form.get('called')}
        : {called: form.get('called'), role: form.get('role'), groups: groupsOf(form.get('groups'))}, 'PATCH'),
    });
    if (done) { tell('已保存。'); await this.load(); }
  }

  async invite(user) {
    let made = null;
    const done = await question({
      title: `给 ${user.called} 发一次性代码`, yes: '生成代码',
      says: user.has_password ? '在本人用代码设置新密码之前，现在的密码仍然有效；如怀疑泄露，请同时“结束登录”或停用。' : '先前的代码会失效。',
      act: async () => { made = await ask(`/api/users/${user.id}/code`, {}); },
    });
    if (done) await this.hand(made);
  }

  async logOut(user) {
    const done = await question({title: `结束 ${user.called} 的登录`, says: '所有设备上的登录马上结束，可以重新登录。', yes: '结束登录',
      act: () => ask(`/api/users/${user.id}/logout`, {})});
    if (done) tell('登录已结束。');
  }

  async disable(user) {
    const done = await question({title: `停用 ${user.called}`, says: '登录和名下的密钥马上失效；做过的事仍留在记录里，以后可以恢复。', yes: '停用', grave: true,
      act: () => ask(`/api/users/${user.id}`, {enabled: false}, 'PATCH')});
    if (done) { tell('已停用。'); await this.load(); }
  }

  enable(user) {
    return attempt(async () => {
      await ask(`/api/users/${user.id}`, {enabled: true}, 'PATCH');
      tell('已恢复。');
      await this.load();
    });
  }
}
