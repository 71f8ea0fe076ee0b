import { describe, expect, it } from 'vitest';
import { layersOf, startRecipe } from './layer-style';
import { legendOf } from './style-legend';

const of = (part: object, kind: 'point' | 'line' | 'polygon' = 'polygon') =>
  legendOf(layersOf({ ...startRecipe(kind), ...part }, kind), false).map((row) => [
    row.mark,
    row.colour,
    row.label,
    row.isRest,
  ]);

describe('a legend', () => {
  it('of one colour is one row, whose outline adds none', () => {
    expect(of({ colour: '#aa0000' })).toEqual([['fill', '#aa0000', null, false]]);
    expect(of({ colour: '#aa0000' }, 'line')).toEqual([['line', '#aa0000', null, false]]);
  });

  it('of categories names each and the rest', () => {
    const categories = [
      { value: 'a', colour: '#111111' },
      { value: 2, colour: '#222222' },
    ];
    expect(of({ mode: 'category', property: 'p', categories, other: '#999999' })).toEqual([
      ['fill', '#111111', 'a', false],
      ['fill', '#222222', '2', false],
      ['fill', '#999999', null, true],
    ]);
  });

  it('of classes gives their bounds', () => {
    const recipe = { mode: 'class', property: 'p', breaks: [5, 10], colours: ['#1', '#2', '#3'], other: '#999999' };
    expect(of(recipe, 'point').map((row) => row[2])).toEqual(['< 5', '5 – 10', '≥ 10', null]);
  });

  it('leaves out what it cannot tell, and labels', () => {
    expect(
      legendOf(
        [
          { id: 'a', type: 'symbol' },
          { id: 'b', type: 'fill', paint: { 'fill-color': ['get', 'colour'] } },
        ],
        false,
      ),
    ).toEqual([]);
  });

  it('paints as the theme does', () => {
    const layer = {
      id: 'a',
      type: 'fill',
      paint: { 'fill-color': 'red' },
      metadata: { 'gis:dark': { paint: { 'fill-color': 'pink' } } },
    };
    expect(legendOf([layer], true)[0]?.colour).toBe('pink');
    expect(legendOf([layer], false)[0]?.colour).toBe('red');
  });
});
