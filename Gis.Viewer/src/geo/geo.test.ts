import { describe, expect, it } from 'vitest';
import { boxOf, holds } from './box';
import { between, formatPosition, haversineMetres } from './position';
import { lengthMetres, remainingRoute } from './remaining-route';

describe('positions', () => {
  it('measures a degree of latitude as 111.2 km', () => {
    expect(haversineMetres([115, 38], [115, 39])).toBeCloseTo(111_195, -1);
  });

  it('writes lon before lat with the half of the earth', () => {
    expect(formatPosition([115.045, -37.955])).toBe('115.0450°E 37.9550°S');
  });

  it('stays on the line and never overshoots', () => {
    expect(between([0, 0], [2, 4], 0.5)).toEqual([1, 2]);
    expect(between([0, 0], [2, 4], 7)).toEqual([2, 4]);
  });
});

describe('boxes', () => {
  it('holds what it was made of', () => {
    const box = boxOf([
      [114, 38],
      [116, 37],
    ])!;
    expect(box).toEqual([114, 37, 116, 38]);
    expect(holds(box, [115, 37.5])).toBe(true);
    expect(holds(box, [117, 37.5])).toBe(false);
  });
});

describe('remaining route', () => {
  const route = [
    [115, 38],
    [115.1, 38],
    [115.1, 38.1],
  ] as const;

  it('begins at the unit and ends at the target', () => {
    const { driven, ahead } = remainingRoute(route, [115.05, 38.001]);

    expect(ahead[0]![0]).toBeCloseTo(115.05, 6);
    expect(ahead.at(-1)).toEqual([115.1, 38.1]);
    expect(lengthMetres(driven) + lengthMetres(ahead)).toBeCloseTo(lengthMetres(route), 0);
  });

  it('is the end alone once the unit has arrived', () => {
    expect(lengthMetres(remainingRoute(route, [115.1, 38.1]).ahead)).toBeCloseTo(0, 3);
  });
});
