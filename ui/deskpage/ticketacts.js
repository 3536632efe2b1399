// What may be done with a ticket: each act with its address, what is asked before it, and what is said after.
import {choice, labelled, make} from './element.js';
import {attempt, Refusal, send, tell} from './server.js';
import {asking} from './asking.js';
import {area} from './names.js';
import {say} from './words.js';

const optional = (_house, _ticket, before) => [area('comment', say('field.comment'), before.comment)];
const needed = (house, ticket, before) => [area('comment', say('field.comment.needed'), before.comment, {required: true})];

/** In the order of their buttons; `asks` are the fields of the dialog, `with` what is sent beside them. */
const ACTS = {
  taken: {verb: 'take', look: 'first'},
  resolved: {verb: 'resolve', look: 'first', asks: (_h, _t, before) => [area('resolution', say('field.resolution'), before.resolution, {required: true})]},
  waited: {verb: 'wait', asks: (_h, _t, before) => [
    labelled(say('field.for'), choice(['customer', 'brand'].map((id) => ({id, name: say(`wait.${id}`)})), before.for || 'customer', null, {name: 'for'})),
    make('p', {class: 'quiet'}, say('wait.says')), area('comment', say('field.comment.needed'), before.comment, {required: true})]},
  assigned: {verb: 'assign', asks: ({desks}, ticket, before) => [
    labelled(say('field.desk'), choice(desks.map(({id, name, owns}) => ({id, name: `${name} · ${owns}`})), before.desk || ticket.desk, null, {name: 'desk'})), ...optional(null, null, before)]},
  closed: {verb: 'close', look: 'first', asks: optional},
  reopened: {verb: 'reopen', asks: needed},
  merged: {verb: 'merge', fits: ({same_conversation: same}) => same.length > 0, asks: (_h, {same_conversation: same}, before) => [labelled(say('field.into'), choice(same.map((id) => ({id, name: id})), before.into, null, {name: 'into'}))]},
  dismissed: {verb: 'close', with: {false_alarm: true}, asks: needed},
  erased: {verb: 'erase', isGrave: true, asks: () => []},
};

/** The acts that this person may do with the ticket as it stands. The server has the last word. */
export function actsOf({me, moves}, ticket) {
  if (ticket.merged_into || ticket.erased_at) return [];
  const mine = me.is_admin || !me.desks || me.desks.includes(ticket.desk);
  const may = {concerned: true, desk: mine, assignee: mine && (me.is_admin || !ticket.assignee || ticket.assignee === me.name)};
  return Object.entries(ACTS).filter(([name, {fits}]) => moves[name]?.from.includes(ticket.state) && may[moves[name].by] && (!fits || fits(ticket)))
    .filter(([name]) => name !== 'taken' || ticket.state !== 'working').map(([name, {look}]) => ({name, look}));
}

/**
 * Asks what the act needs and does it: the ticket after it, undefined when it was refused, null when nobody wanted it.
 * Whom a colleague overtook is told so, and may do it to the ticket as `reread` gives it then, with the words that are there.
 */
export async function run(house, ticket, name, reread) {
  const {verb, asks, with: more, isGrave} = ACTS[name];
  let seen = ticket;
  const act = async (values) => {
    try {
      const after = await run.send(seen, verb, {...values, ...more});
      tell(say(`act.done.${name}`));
      return after;
    } catch (error) {
      if (error.status !== 409) throw error;
      const before = seen.turn;
      seen = await reread();
      throw new Refusal(seen.turn === before ? error.message : `${error.message}${say('act.again', {act: say(`act.do.${name}`)})}`, 409);
    }
  };
  if (asks) return asking({title: say(`act.do.${name}`), says: say(`act.says.${name}`, {}, ''), yes: say(`act.do.${name}`), grave: isGrave, fields: (values) => asks(house, ticket, values)}, act);
  let after;
  await attempt(async () => { after = await act({}); });
  return after;
}

/** Does it to the ticket that was looked at: nobody overrules a colleague unseen. */
run.send = async ({id, turn}, verb, fields) => {
  const done = await send(`/api/tickets/${encodeURIComponent(id)}/${verb}`, verb === 'erase' ? {} : {turn, ...fields});
  return done.erased ? undefined : done;
};
