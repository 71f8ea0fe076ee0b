import { describe, expect, it } from 'vitest';
import { gainOf, histogramOf, levelsOf, stretchedLevels } from './stretch';

/** A hundred grey pixels of the values from … */
const greys = (from: number): Uint8ClampedArray =>
  new Uint8ClampedArray(Array.from({ length: 100 }, (_, n) => [from + n, from + n, from + n, 255]).flat());

describe('the stretch of a picture', () => {
  it('makes 2 % black and 2 % white', () => {
    expect(levelsOf(histogramOf(greys(50)))).toEqual({ low: [52, 52, 52], high: [148, 148, 148] });
  });

  it('leaves out what the picture does not cover', () => {
    const clear = new Uint8ClampedArray([0, 0, 0, 0, 255, 255, 255, 0]);

    expect(levelsOf(histogramOf(new Uint8ClampedArray([...greys(50), ...clear])))).toEqual(
      levelsOf(histogramOf(greys(50))),
    );
    expect(levelsOf(histogramOf(clear))).toBeNull();
  });

  it('does not tear a place of one colour apart', () => {
    const flat = new Uint8ClampedArray(Array.from({ length: 50 }, () => [100, 100, 100, 255]).flat());

    expect(levelsOf(histogramOf(flat))).toEqual({ low: [92, 92, 92], high: [108, 108, 108] });
  });

  it('goes by both pictures where they are to stay alike, else by each', () => {
    const [dark, bright] = [histogramOf(greys(0)), histogramOf(greys(150))];

    const alike = stretchedLevels('alike', dark, bright);
    const own = stretchedLevels('own', dark, bright);

    expect(alike.before).toEqual(alike.after);
    expect(alike.before?.low[0]).toBe(4);
    expect(alike.before?.high[0]).toBe(246);
    expect(own.before?.high[0]).toBe(98);
    expect(own.after?.low[0]).toBe(152);
    expect(stretchedLevels('none', dark, bright)).toEqual({ before: null, after: null });
  });
});

describe('the difference of two pictures', () => {
  it('is brightened until what differs most is white, and no noise is made a change', () => {
    const differ = (by: number): number =>
      gainOf(
        new Uint8ClampedArray(greys(50)),
        new Uint8ClampedArray(greys(50).map((value, at) => (at % 4 === 3 ? 255 : value + by))),
      );

    expect(differ(102)).toBeCloseTo(2.5);
    expect(differ(3)).toBe(4);
    expect(gainOf(new Uint8ClampedArray(4), greys(0))).toBe(1);
  });
});
