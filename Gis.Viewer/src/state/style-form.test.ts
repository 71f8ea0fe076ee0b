import { describe, expect, it } from 'vitest';
import type { LayerValues } from '../api/types';
import { categoriesOf, classesOf, mostCategories, styleId } from './style-form';

const values = (over: Partial<LayerValues>): LayerValues => ({
  property: 'class',
  type: 'string',
  looked: 100,
  isPart: false,
  different: 2,
  values: [],
  percentiles: null,
  ...over,
});
const of = (...all: unknown[]): LayerValues => values({ values: all.map((value) => ({ value, count: 1 })) as never });

describe('the form of a style', () => {
  it('has a category for each frequent value and keeps the colours that were chosen', () => {
    const categories = categoriesOf(of('a', 'b', 3), [{ value: 'b', colour: '#123456' }]);
    expect(categories.map(({ value }) => value)).toEqual(['a', 'b', 3]);
    expect(categories[1]!.colour).toBe('#123456');
    expect(categoriesOf(of(...Array.from({ length: 50 }, (_, n) => n)), [])).toHaveLength(mostCategories);
  });

  it('has as many classes as the values allow, with a colour each', () => {
    const percentiles = Array.from({ length: 101 }, (_, n) => n);
    const four = classesOf(values({ percentiles: percentiles as never }), 'quantile', 4, 'teal');
    expect(four.breaks).toEqual([25, 50, 75]);
    expect(four.colours).toHaveLength(4);
    const flat = classesOf(values({ percentiles: percentiles.map(() => 1) as never }), 'equal', 4, 'teal');
    expect(flat.breaks).toEqual([]);
    expect(classesOf(values({}), 'equal', 4, 'teal').colours).toEqual([]);
  });

  it('names a style by its title, and never as another', () => {
    expect(styleId('Roads by class!', [])).toBe('roads-by-class');
    expect(styleId('Default', [])).toBe('style');
    expect(styleId('道路', ['style', 'style-2'])).toBe('style-3');
  });
});
