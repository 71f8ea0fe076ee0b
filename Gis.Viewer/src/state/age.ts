import type { Datastream, LatestValue, ThingRow, Unit } from '../api/types';

/** A device that missed three of its intervals is off line. */
const offlineIntervals = 3;
const slackMs = 60_000;

/** Seconds since the end of the period that the value stands for. */
export const ageSeconds = (value: Pick<LatestValue, 'time'>, periodS: number, nowMs: number): number =>
  Math.max(0, (nowMs - Date.parse(value.time)) / 1000 - periodS);

/** The next value is overdue by half an interval. */
export const isOverAge = (stream: Datastream, nowMs: number): boolean =>
  stream.latest !== null && ageSeconds(stream.latest, stream.periodS, nowMs) * 1000 > stream.intervalS * 1500 + slackMs;

export const isOffline = (thing: Pick<ThingRow, 'intervalS'>, heardAtMs: number | undefined, nowMs: number): boolean =>
  heardAtMs === undefined ||
  (thing.intervalS !== null && nowMs - heardAtMs > thing.intervalS * 1000 * offlineIntervals + slackMs);

export type PositionAge = 'fresh' | 'old' | 'lost' | 'never';

/** Plain grey from 2 minutes, lost from 5; never hidden. */
export function positionAge(unit: Pick<Unit, 'positionAt'>, nowMs: number): PositionAge {
  if (unit.positionAt === null) return 'never';
  const seconds = (nowMs - Date.parse(unit.positionAt)) / 1000;
  if (seconds > 300) return 'lost';
  return seconds > 120 ? 'old' : 'fresh';
}
