// The rubric: ten small bars, each with its reason.
import {make} from './element.js';
import {say} from './words.js';

export function rubric(marks, score) {
  if (!marks?.length) return null;
  const of = marks.reduce((sum, mark) => sum + mark.of, 0);
  const total = score ?? marks.reduce((sum, mark) => sum + mark.points, 0);
  return make('details', {class: 'rubric'}, make('summary', {}, `${say('draft.rubric')} ${round(total)} / ${of}`),
    make('ul', {}, marks.map(bar)));
}

const round = (points) => Math.round(points * 10) / 10;

function bar({name, criterion, points, of, why}) {
  const share = of ? points / of : 0;
  const meter = make('meter', {min: 0, max: of, low: of * 0.5, high: of * 0.85, optimum: of, 'aria-label': name || criterion});
  meter.value = points;
  return make('li', {class: share < 0.5 ? 'low' : ''}, make('span', {class: 'name'}, name || criterion), meter,
    make('span', {class: 'points'}, `${round(points)}/${of}`), make('span', {class: 'why quiet'}, why));
}
