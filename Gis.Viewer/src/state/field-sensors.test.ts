import { describe, expect, it } from 'vitest';
import { headingOf } from './field-sensors';

const event = (alpha: number | null, beta: number, absolute = true) => ({ alpha, beta, gamma: 0, absolute });

describe('the direction of the lens', () => {
  it('is that of the upper edge when the phone lies flat', () => {
    expect(headingOf(event(0, 0))).toBeCloseTo(0);
    expect(headingOf(event(270, 0))).toBeCloseTo(90);
  });

  it('is that of the back when it is held upright', () => {
    expect(headingOf(event(270, 90))).toBeCloseTo(90);
    expect(headingOf(event(180, 80))).toBeCloseTo(180);
  });

  it('is what Safari tells', () => expect(headingOf({ ...event(1, 1, false), webkitCompassHeading: 123 })).toBe(123));

  it('is not known where north is not', () => {
    expect(headingOf(event(10, 90, false))).toBeNull();
    expect(headingOf(event(null, 90))).toBeNull();
  });
});
