import type { Datastream, LatestValue, Limit, Thing, ValueRow } from '../api/types';
import { ageSeconds, isOverAge } from './age';

export interface ValueLine {
  readonly stream: Datastream;
  readonly latest: LatestValue | null;
  readonly limit: Limit | null;
  readonly ageS: number | null;
  readonly isStale: boolean;
  readonly isOver: boolean;
  /** Flagged by the device or by a gate: not fit for judging. */
  readonly isDoubtful: boolean;
}

/** One line a property: the stream that a limit is judged on, else the one that speaks most often. */
export function valueLines(thing: Thing, live: ReadonlyMap<number, ValueRow>, nowMs: number): ValueLine[] {
  const chosen = new Map<string, Datastream>();
  for (const known of thing.datastreams) {
    const stream = withLive(known, live.get(known.id));
    const other = chosen.get(stream.property);
    if (!other || preference(thing, stream) < preference(thing, other)) chosen.set(stream.property, stream);
  }
  return [...chosen.values()].map((stream) => line(thing, stream, nowMs));
}

const limitOf = (thing: Thing, stream: Datastream): Limit | null =>
  thing.limits.find((limit) => limit.property === stream.property && limit.periodS === stream.periodS) ?? null;

function preference(thing: Thing, stream: Datastream): number {
  const judged = limitOf(thing, stream) === null ? 1_000_000 : 0;
  return judged + (stream.latest === null ? 10_000_000 : 0) + stream.intervalS;
}

function withLive(stream: Datastream, row: ValueRow | undefined): Datastream {
  if (!row || (stream.latest && Date.parse(stream.latest.time) > row[2])) return stream;
  const [, , timeMs, value, zsValue, flag, quality] = row;
  const time = new Date(timeMs).toISOString();
  return { ...stream, latest: { time, value, zsValue, flag, quality, receivedAt: time } };
}

function line(thing: Thing, stream: Datastream, nowMs: number): ValueLine {
  const { latest } = stream;
  const limit = limitOf(thing, stream);
  const judged = latest === null ? null : limit?.basis === 'zs_avg' ? (latest.zsValue ?? latest.value) : latest.value;
  const isDoubtful = latest !== null && latest.quality > 0 && latest.quality < 5;
  return {
    stream,
    latest,
    limit,
    ageS: latest === null ? null : ageSeconds(latest, stream.periodS, nowMs),
    isStale: isOverAge(stream, nowMs),
    isOver:
      !isDoubtful &&
      judged !== null &&
      limit !== null &&
      ((limit.upper !== null && judged > limit.upper) || (limit.lower !== null && judged < limit.lower)),
    isDoubtful,
  };
}

export const shownLimit = (limit: Limit | null): string =>
  limit === null
    ? '–'
    : limit.lower !== null && limit.upper !== null
      ? `${limit.lower}–${limit.upper}`
      : limit.upper !== null
        ? `${limit.upper}`
        : `≥ ${limit.lower}`;
