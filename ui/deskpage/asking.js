// An act that needs words: asked for, tried, and asked for again with what was written when it was refused.
import {make} from './element.js';
import {question} from './dialog.js';
import {Refusal} from './server.js';
import {say} from './words.js';

/** What `act` gave, null when nobody wanted it after all. `fields` are made of the values that were written before. */
export async function asking({fields, says = '', ...how}, act, given = {}) {
  let values = given, why = '';
  for (;;) {
    values = await question({...how, says: why ? make('span', {class: 'bad', role: 'alert'}, why) : says, fields: fields(values)});
    if (!values) return null;
    try {
      return await act(values);
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      why = error instanceof Refusal ? error.message : say('broken');
    }
  }
}
