import { describe, expect, it } from 'vitest';
import { aDraft, aFieldTask, aKeptPhoto } from '../../testing/field';
import { checkOf, draftState, isAnew, nextStep, proofs, unsent } from './field-draft';

const finished = aDraft({ finishedAt: '2026-11-22T07:00:00Z', clientId: 'c' });
const [first, second] = [
  aKeptPhoto('b', { takenAt: '2026-11-22T06:00:00Z' }),
  aKeptPhoto('a', { takenAt: '2026-11-22T06:01:00Z' }),
];
const sent = { sentAt: '2026-11-22T08:00:00Z', bytes: null };

describe('what is sent of a field check', () => {
  it('is nothing before it is finished', () => expect(nextStep(aDraft(), [first])).toBeNull());

  it('is the photographs in the order they were taken, then the check', () => {
    expect(nextStep(finished, [second, first])).toEqual({ kind: 'photo', photo: first });
    expect(nextStep(finished, [second, { ...first, ...sent }])).toEqual({ kind: 'photo', photo: second });
    expect(
      nextStep(finished, [
        { ...first, ...sent },
        { ...second, ...sent },
      ]),
    ).toEqual({ kind: 'check' });
  });

  it('is nothing more once the server has it, or has refused a part of it', () => {
    expect(nextStep({ ...finished, sentAt: sent.sentAt }, [])).toBeNull();
    expect(nextStep({ ...finished, refusal: 'no' }, [])).toBeNull();
    expect(nextStep(finished, [first, { ...second, refusal: 'no picture' }])).toBeNull();
  });
});

describe('how a draft stands', () => {
  it('is open, waiting, refused or sent', () => {
    expect(draftState(aDraft(), [first])).toBe('open');
    expect(draftState(finished, [first])).toBe('waiting');
    expect(draftState({ ...finished, refusal: 'no' }, [])).toBe('refused');
    expect(draftState(finished, [{ ...first, refusal: 'no picture' }])).toBe('refused');
    expect(draftState({ ...finished, sentAt: sent.sentAt }, [])).toBe('sent');
  });

  it('counts what lies on the phone alone', () =>
    expect(unsent([aDraft(), finished, { ...finished, sentAt: sent.sentAt }], [first, { ...second, ...sent }])).toEqual(
      {
        checks: 1,
        photos: 1,
      },
    ));
});

describe('the check', () => {
  it('says what was typed, and what was left open as open', () => {
    const form = { use: ' workshop ', party: 'Zhang', startedOn: '', builtM2: '420,5', fenced: false, note: ' ' };
    expect(checkOf({ ...finished, form }, [first, second])).toEqual({
      use: 'workshop',
      party: 'Zhang',
      startedOn: null,
      builtM2: 420.5,
      fenced: false,
      note: null,
      photos: ['b', 'a'],
      clientId: 'c',
    });
  });
});

describe('a patch that comes back', () => {
  const task = aFieldTask(1);

  it('is new work only when something happened to it after the check', () => {
    expect(isAnew(aDraft({ sentEvent: 3 }), task)).toBe(false);
    expect(isAnew(aDraft({ sentEvent: 2 }), task)).toBe(true);
    expect(isAnew(aDraft(), task)).toBe(false);
  });

  it('is proved by what was sent before too, of the same person and the same assignment', () => {
    const row = {
      id: 1, hash: 'x', role: 'far', accountId: 5, by: 'Zhou', lon: 115, lat: 38, accuracyM: 8, azimuthDeg: 0,
      azimuthSource: 'manual', takenAt: '2026-11-21T01:00:00Z', receivedAt: '2026-11-21T01:00:00Z', device: 'test',
      mediaType: 'image/jpeg', width: 1, height: 1, bytes: 1, distanceM: 0, contradictionM: null, reused: false,
    } as const; // prettier-ignore
    const photos = [row, { ...row, hash: 'y', accountId: 6 }, { ...row, hash: 'z', takenAt: '2026-11-19T01:00:00Z' }];
    expect(proofs({ ...task, photos }, 5, [aKeptPhoto('a')]).map(({ hash }) => hash)).toEqual(['a', 'x']);
  });
});
