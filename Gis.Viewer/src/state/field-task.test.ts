import { describe, expect, it } from 'vitest';
import { aFieldTask, aShown, ground } from '../../testing/field';
import {
  countOf,
  emptyForm,
  formGaps,
  lackingOf,
  nextRole,
  ordered,
  squareMetres,
  wayText,
  windOf,
} from './field-task';

const four = [
  aShown({ role: 'far', distanceM: 220 }),
  aShown({ role: 'near' }),
  aShown({ role: 'side', azimuthDeg: 90 }),
  aShown({ role: 'side', azimuthDeg: 270 }),
];
const full = { ...emptyForm, use: 'workshop', party: 'Zhang', builtM2: '420', fenced: false };

describe('what the photographs of a patch lack', () => {
  it('is nothing when far, near and two sides are there', () => expect(lackingOf(four, ground)).toEqual([]));

  it('is told by role', () => {
    expect(lackingOf([], ground)).toEqual(['far', 'near', 'side']);
    expect(lackingOf(four.slice(0, 3), ground)).toEqual(['side']);
  });

  it('is a direction where both sides look the same way', () =>
    expect(lackingOf([...four.slice(0, 3), aShown({ role: 'side', azimuthDeg: 120 })], ground)).toEqual([
      'directions',
    ]));

  it('is a place where none was taken at the patch, or where the phone did not know well enough', () => {
    expect(
      lackingOf(
        four.map((one) => ({ ...one, distanceM: 51 })),
        ground,
      ),
    ).toEqual(['place']);
    expect(
      lackingOf(
        four.map((one) => ({ ...one, accuracyM: 101 })),
        ground,
      ),
    ).toEqual(['place']);
  });

  it('proposes the role that lacks', () => {
    expect(nextRole([], ground)).toBe('far');
    expect(nextRole(four.slice(0, 1), ground)).toBe('near');
    expect(nextRole(four.slice(0, 2), ground)).toBe('side');
    expect(nextRole(four, ground)).toBe('other');
  });

  it('counts only what is asked for', () => {
    expect(countOf(four, ground)).toBe(4);
    expect(countOf([four[0]!, four[0]!, four[0]!], ground)).toBe(1);
  });
});

describe('the form', () => {
  it('asks for what is missing', () => {
    expect(formGaps(emptyForm, '2026-11-22')).toEqual(['use', 'party', 'builtM2', 'fenced']);
    expect(formGaps(full, '2026-11-22')).toEqual([]);
    expect(formGaps({ ...full, startedOn: '2026-11-23' }, '2026-11-22')).toEqual(['startedOn']);
    expect(formGaps({ ...full, fenced: true }, '2026-11-22')).toEqual(['note']);
  });

  it('reads square metres with a comma or a point, and nothing else', () => {
    expect(squareMetres('420')).toBe(420);
    expect(squareMetres(' 420,5 ')).toBe(420.5);
    expect(squareMetres('-1')).toBeNull();
    expect(squareMetres('about 400')).toBeNull();
    expect(squareMetres('')).toBeNull();
  });
});

describe('the way there', () => {
  it('puts the nearest or the most urgent first, and what has no distance last', () => {
    const [a, b] = [aFieldTask(1, '2026-11-30'), aFieldTask(2, '2026-11-25')];
    const placed = [
      { task: a, distanceM: 100 },
      { task: b, distanceM: null },
    ];
    expect(ordered(placed, 'due').map(({ task }) => task.patch.id)).toEqual([2, 1]);
    expect(ordered(placed, 'near').map(({ task }) => task.patch.id)).toEqual([1, 2]);
  });

  it('is told in metres, then in kilometres', () => {
    expect(wayText(319.6)).toBe('320\u2009m');
    expect(wayText(4230)).toBe('4.2\u2009km');
    expect(wayText(12_345)).toBe('12\u2009km');
  });

  it('names eight winds', () => expect([0, 44, 180, 350].map(windOf)).toEqual(['n', 'ne', 's', 'n']));
});
