// Who is logged in where, and the limits as they are.
import {ask} from './house.js';
import {attempt, tell} from './server.js';
import {button, make} from './element.js';
import {cards, clock} from './parts.js';

export class Sessions {
  constructor() {
    this.list = make('div', {'aria-busy': 'true'});
    this.element = make('section', {}, make('div', {class: 'head'}, make('h2', {}, '登录中')), this.list);
    this.load();
  }

  async load() {
    await attempt(async () => {
      const sessions = await ask('/api/sessions');
      this.list.replaceChildren(cards(sessions.map((one) => this.card(one)), '没有人登录。'));
    });
    this.list.removeAttribute('aria-busy');
  }

  card(one) {
    return make('li', {},
      make('div', {class: 'row'}, make('b', {}, one.who), make('span', {class: 'quiet'}, [one.device, one.key_id && '用密钥登录'].filter(Boolean).join(' · '))),
      make('p', {class: 'quiet'}, [one.address, `${clock(one.opened_at)} 登录`, `最近 ${clock(one.seen_at)}`].filter(Boolean).join(' · ')),
      make('div', {class: 'acts'}, button('结束', () => attempt(async () => {
        await ask(`/api/sessions/${one.id}`, undefined, 'DELETE');
        tell(`已结束 ${one.who} 的这次登录。`);
        await this.load();
      }), {class: 'small', 'aria-label': `结束登录：${one.who},${one.device}`})));
  }
}

export class Limits {
  constructor(house) {
    const rows = house.limits.map(({setting, meaning, value}) =>
      make('tr', {}, make('th', {scope: 'row'}, meaning, make('code', {}, setting)), make('td', {}, value === 0 ? '不限' : value.toLocaleString('zh-CN'))));
    this.element = make('section', {}, make('div', {class: 'head'}, make('h2', {}, '限额')),
      make('p', {class: 'quiet'}, '现在生效的数值。要改，请运维设置所列的环境变量后重新启动。'),
      make('table', {}, make('tbody', {}, rows)));
  }
}
