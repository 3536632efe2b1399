// What the admin page asks of the house, in JSON.
import {ask as fetched} from './server.js';

/** The reply's JSON, null for none; a Refusal says in a sentence what went wrong. */
export async function ask(address, body, method = body === undefined ? 'GET' : 'POST') {
  const sent = body === undefined ? {} : {body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}};
  return (await fetched(address, {method, ...sent})).json().catch(() => null);
}
