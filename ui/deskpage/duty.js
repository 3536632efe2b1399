// Whether somebody is at their desk: without anybody there no shopper is let into a queue.
import {choice, fill, find, labelled, make, once} from './element.js';
import {question} from './dialog.js';
import {attempt, send, tell} from './server.js';
import {desksOf} from './names.js';
import {say} from './words.js';

let house = null, me = null, beating = 0;

export function begin(of) {
  house = of;
  addEventListener('pagehide', () => clearTimeout(beating));
}

/** What the server last told of this person; while they are there, that is said again before it runs out. */
export function show(fresh) {
  const isNew = !me || me.present !== fresh.present || me.who !== fresh.who;
  me = fresh;
  if (isNew) draw();
  if (me.present && !beating) beat();
}

const beat = () => {
  clearTimeout(beating);
  beating = setTimeout(async () => {
    beating = 0;
    try {
      if (me.present) show(await presence({present: true, desk: only(), name: me.who}));
    } catch {
      if (me.present) beat(); // the page tells that the server cannot be reached
    }
  }, me.beat * 1000);
};

const only = () => (me.desks?.length === 1 ? me.desks[0] : null);
const presence = (fields) => send('/api/inbox/presence', fields);

function draw() {
  const isThere = me.present;
  const flip = make('button', {type: 'button', role: 'switch', class: 'switch', 'aria-checked': String(isThere), 'aria-label': say('duty.title')}, make('span', {class: 'knob'}), say(isThere ? 'duty.there' : 'duty.away'));
  flip.addEventListener('click', () => once(flip, () => (me.present ? leave() : arrive())));
  fill(find('#duty'), isThere && me.who && make('span', {class: 'quiet as'}, say('duty.as', {who: me.who})), flip);
}

async function arrive() {
  const desk = choice(desksOf(house).filter(({id}) => !house.me.desks || house.me.desks.includes(id)), '', say('duty.all'), {name: 'desk'});
  const name = make('input', {name: 'name', value: me.who || '', maxlength: 40, autocomplete: 'off'});
  const values = await question({title: say('duty.arrive'), says: say('duty.says'), yes: say('duty.yes'), fields: [labelled(say('duty.name'), name), labelled(say('field.desk'), desk)]});
  if (!values) return;
  await attempt(async () => {
    show(await presence({present: true, desk: values.desk || null, name: values.name}));
    tell(say('duty.arrived'));
  });
  find('#duty button')?.focus();
}

async function leave() {
  await attempt(async () => {
    show(await presence({present: false}));
    tell(say('duty.left'));
  });
  find('#duty button')?.focus();
}
