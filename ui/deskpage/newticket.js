// A ticket for what came in at the counter or over the telephone; the desk and the priority are proposed from the words.
import {choice, labelled, make} from './element.js';
import {question} from './dialog.js';
import {attempt, send, tell} from './server.js';
import {area, desksOf, named} from './names.js';
import {written, write} from './kept.js';
import {say} from './words.js';

const ABOUT = 'ticket new';
const BY_HAND = ['counter', 'hotline', 'group', 'wecom', 'xiaohongshu', 'douyin', 'official', 'internal'];

export async function openNew(house, opened) {
  const told = {intent: '', subject: '', second_desks: []};
  const message = area('message', say('new.message'), written(ABOUT), {required: true});
  const desk = choice(desksOf(house), '', null, {name: 'desk'}), priority = choice(house.priorities.map(({id, name}) => ({id, name: `${id} ${name}`})), 'P2', null, {name: 'priority'});
  const channel = choice(house.channels.filter(({id}) => BY_HAND.includes(id)), 'counter', null, {name: 'channel'});
  const reason = make('p', {class: 'quiet', 'aria-live': 'polite'}, say('new.proposed.hint'));
  const entity = make('input', {name: 'entity', maxlength: 200}), chosen = new Set();
  for (const list of [desk, priority]) list.addEventListener('change', () => chosen.add(list.name));
  const words = message.querySelector('textarea');
  let typing = 0, latest = 0;
  words.addEventListener('input', () => {
    write(ABOUT, words.value);
    clearTimeout(typing);
    typing = setTimeout(propose, 900);
  });

  async function propose() {
    const text = words.value.trim(), turn = ++latest;
    if (!text) return;
    try {
      const judged = await send('/api/triage', {message: text.slice(0, 500)});
      if (turn !== latest) return;
      Object.assign(told, {intent: judged.intent, subject: judged.subject, second_desks: judged.second_desks || []});
      if (!chosen.has('desk')) desk.value = judged.desk;
      if (!chosen.has('priority')) priority.value = judged.priority;
      if (!entity.value) entity.value = (judged.entities || []).map(({name}) => name).join('、').slice(0, 200);
      reason.textContent = say('new.proposed', {reason: judged.reason, desk: named(house.desks, judged.desk), priority: judged.priority});
    } catch { /* then a person chooses */ }
  }

  const contact = make('details', {}, make('summary', {}, say('new.contact')), ...['name', 'phone', 'mail'].map((name) => labelled(say(`new.${name}`), make('input', {name: `contact-${name}`, maxlength: 200, autocomplete: 'off'}))),
    make('label', {class: 'chip'}, make('input', {type: 'checkbox', name: 'consent'}), say('new.consent')));
  const both = make('div', {class: 'two'}, labelled(say('field.desk'), desk), labelled(say('filter.priority'), priority), labelled(say('filter.channel'), channel), labelled(say('fact.entity'), entity));
  if (words.value) propose();
  const values = await question({title: say('ticket.new'), says: say('new.says'), yes: say('new.yes'), fields: [message, reason, both, contact]});
  if (!values) return;
  const seconds = told.second_desks.filter((id) => id !== values.desk);
  await attempt(async () => {
    const made = await send('/api/tickets', {
      desk: values.desk, priority: values.priority, message: values.message, channel: values.channel, entity: values.entity,
      intent: told.intent, subject: told.subject, second_desks: seconds, consent: values.consent === 'on',
      contact: {name: values['contact-name'], phone: values['contact-phone'], mail: values['contact-mail']},
    });
    write(ABOUT, '');
    tell(say('new.done', {id: made.id}));
    opened(made);
  });
}
