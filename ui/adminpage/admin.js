// The admin page: which view is shown, and what it needs to know of the house.
import {ask} from './house.js';
import {know, login, tell} from './server.js';
import {button, find, make} from './element.js';
import {People} from './people.js';
import {Keys} from './keys.js';
import {Limits, Sessions} from './places.js';
import {Record} from './record.js';

const VIEWS = [
  ['people', '人员', (house) => new People(house)],
  ['keys', '密钥', (house) => new Keys(house)],
  ['sessions', '登录', () => new Sessions()],
  ['limits', '限额', (house) => new Limits(house)],
  ['audit', '审计', (house) => new Record(house)],
];
let house = null;

function show() {
  const name = location.hash.slice(1), view = VIEWS.find(([id]) => id === name) || VIEWS[0];
  tell('');
  find('#tabs').replaceChildren(...VIEWS.map(([id, text]) =>
    make('a', {href: `#${id}`, 'aria-current': id === view[0] ? 'page' : null}, text)));
  find('#view').replaceChildren(view[2](house).element);
}

async function begin() {
  try {
    house = await ask('/api/admin');
  } catch (error) {
    const isOut = error.status === 401 || error.status === 403;
    const again = button(isOut ? '登录' : '再试一次', () => (isOut ? location.assign(login()) : begin()));
    find('#view').replaceChildren(make('div', {class: 'empty', role: 'alert'}, make('p', {}, error.message), again));
    return;
  }
  know(house.reasons);
  addEventListener('hashchange', () => { show(); find('#view').focus({preventScroll: true}); });
  show();
}

begin();
