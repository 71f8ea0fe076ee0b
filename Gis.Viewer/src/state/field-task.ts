import type { FieldGround, FieldTask, PhotoRow } from '../api/types';
import { apartDeg } from '../geo/bearing';

export type PhotoRole = PhotoRow['role'];
export type Lack = 'far' | 'near' | 'side' | 'directions' | 'place' | 'count';
export const photoRoles: readonly PhotoRole[] = ['far', 'near', 'side', 'other'];

/** What the rules look at of a photograph, on the phone or sent. */
export interface Shown {
  readonly role: PhotoRole;
  readonly azimuthDeg: number;
  readonly accuracyM: number;
  readonly distanceM: number;
}

/** What is written down on the ground. */
export interface FieldForm {
  readonly use: string;
  readonly party: string;
  readonly startedOn: string;
  readonly builtM2: string;
  readonly fenced: boolean | null;
  readonly note: string;
}
export type Gap = 'use' | 'party' | 'startedOn' | 'builtM2' | 'fenced' | 'note';

export const emptyForm: FieldForm = { use: '', party: '', startedOn: '', builtM2: '', fenced: null, note: '' };

/** What the photographs do not show yet: the server's rule, so that the ground is not left too early. */
export function lackingOf(photos: readonly Shown[], ground: FieldGround): readonly Lack[] {
  const sides = photos.filter(({ role }) => role === 'side');
  const lacks: Lack[] = [];
  if (!photos.some(({ role }) => role === 'far')) lacks.push('far');
  if (!photos.some(({ role }) => role === 'near')) lacks.push('near');
  if (sides.length < ground.sides) lacks.push('side');
  else if (!sides.some((one) => sides.some((other) => apartDeg(one.azimuthDeg, other.azimuthDeg) >= ground.apartDeg)))
    lacks.push('directions');
  if (photos.length > 0 && !photos.some((one) => one.distanceM <= ground.nearM && one.accuracyM <= ground.accuracyM))
    lacks.push('place');
  if (lacks.length === 0 && photos.length < ground.photos) lacks.push('count');
  return lacks;
}

/** The role that the next photograph is proposed to have. */
export function nextRole(photos: readonly Shown[], ground: FieldGround): PhotoRole {
  const first = lackingOf(photos, ground)[0];
  if (first === 'directions') return 'side';
  return first === 'far' || first === 'near' || first === 'side' ? first : 'other';
}

/** How many of the photographs that are needed are there: 3 of 4. */
export function countOf(photos: readonly Shown[], ground: FieldGround): number {
  const has = (role: PhotoRole): boolean => photos.some((one) => one.role === role);
  const sides = Math.min(ground.sides, photos.filter(({ role }) => role === 'side').length);
  const others = Math.max(0, ground.photos - 2 - ground.sides);
  const more = photos.length - (has('far') ? 1 : 0) - (has('near') ? 1 : 0) - sides;
  return (has('far') ? 1 : 0) + (has('near') ? 1 : 0) + sides + Math.min(others, more);
}

/** Square metres as they are typed, with a comma or a point; null where they are none. */
export function squareMetres(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What the form still lacks. `today` is the day here, as 2026-11-22. */
export function formGaps(form: FieldForm, today: string): readonly Gap[] {
  const gaps: Gap[] = [];
  if (form.use.trim() === '') gaps.push('use');
  if (form.party.trim() === '') gaps.push('party');
  if (form.startedOn > today) gaps.push('startedOn');
  if (squareMetres(form.builtM2) === null) gaps.push('builtM2');
  if (form.fenced === null) gaps.push('fenced');
  if (form.fenced === true && form.note.trim() === '') gaps.push('note');
  return gaps;
}

/** A task with how far it is; null where the phone does not know its own place. */
export interface Placed {
  readonly task: FieldTask;
  readonly distanceM: number | null;
}

/** By their day, or the nearest first; what has no distance comes last. */
export const ordered = (tasks: readonly Placed[], by: 'due' | 'near'): readonly Placed[] =>
  [...tasks].sort(
    (a, b) =>
      (by === 'near' ? (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity) || 0 : 0) ||
      a.task.patch.due.localeCompare(b.task.patch.due) ||
      a.task.patch.id - b.task.patch.id,
  );

/** 320 m, 4.2 km. */
export const wayText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)}\u2009m` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)}\u2009km`;

const winds = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
/** One of eight winds. */
export const windOf = (bearing: number): (typeof winds)[number] => winds[Math.round(bearing / 45) % 8]!;

/** Uses that are met most; anything else is typed. */
export const commonUses = [
  'workshop',
  'dwelling',
  'storage',
  'yard',
  'greenhouse',
  'crops',
  'earthworks',
  'unchanged',
] as const;
