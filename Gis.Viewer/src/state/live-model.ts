import type { Alarm, Changes, Incident, Snapshot, ThingRow, Unit, ValueRow } from '../api/types';

/** All that is known of the live province at one seq of the log. Never changed in place. */
export interface LiveModel {
  readonly seq: number;
  readonly atMs: number;
  readonly things: ReadonlyMap<number, ThingRow>;
  /** When each thing was last heard, in ms: apart from the rows, for this changes all the time and they hardly ever. */
  readonly heardAtMs: ReadonlyMap<number, number>;
  readonly alarms: ReadonlyMap<number, Alarm>;
  readonly incidents: ReadonlyMap<number, Incident>;
  readonly units: ReadonlyMap<number, Unit>;
  /** Newest value of each datastream of the things that were asked for in detail. */
  readonly values: ReadonlyMap<number, ValueRow>;
  /** The seq of the newest news about the device of a thing; what the news is must be asked for. */
  readonly deviceNews: ReadonlyMap<number, number>;
}

export const emptyModel: LiveModel = {
  seq: 0,
  atMs: 0,
  things: new Map(),
  heardAtMs: new Map(),
  alarms: new Map(),
  incidents: new Map(),
  units: new Map(),
  values: new Map(),
  deviceNews: new Map(),
};

const byId = <T extends { readonly id: number }>(rows: readonly T[]): Map<number, T> =>
  new Map(rows.map((row) => [row.id, row]));

export function fromSnapshot(snapshot: Snapshot): LiveModel {
  return {
    seq: snapshot.seq,
    atMs: Date.parse(snapshot.at),
    things: byId(snapshot.things),
    heardAtMs: new Map(snapshot.things.flatMap((row) => heardOf(row))),
    alarms: byId(snapshot.alarms),
    incidents: byId(snapshot.incidents),
    units: byId(snapshot.units),
    values: new Map(),
    deviceNews: new Map(),
  };
}

/** A batch may repeat what is known and may come late; seq never goes back. */
export function withChanges(model: LiveModel, changes: Changes): LiveModel {
  if (changes.seq < model.seq) return model;
  return {
    seq: changes.seq,
    atMs: Math.max(model.atMs, Date.parse(changes.at)),
    things: withThings(model.things, changes),
    heardAtMs: withHeard(model.heardAtMs, changes),
    alarms: withRows(model.alarms, changes.alarms, changes.removed.alarms, isOver),
    incidents: withRows(model.incidents, changes.incidents, changes.removed.incidents, () => false),
    units: withUnits(model.units, changes.units),
    values: withValues(model.values, changes.values),
    deviceNews: withNews(model.deviceNews, changes),
  };
}

function withNews(news: ReadonlyMap<number, number>, changes: Changes): ReadonlyMap<number, number> {
  return changes.devices.length === 0
    ? news
    : new Map([...news, ...changes.devices.map((id) => [id, changes.seq] as const)]);
}

const isOver = (alarm: Alarm): boolean => alarm.clearedAt !== null || alarm.history;

const heardOf = (row: ThingRow): [number, number][] => (row.lastAt === null ? [] : [[row.id, Date.parse(row.lastAt)]]);

/** A new map only when a row is new or its severity another. */
function withThings(things: ReadonlyMap<number, ThingRow>, changes: Changes): ReadonlyMap<number, ThingRow> {
  let next: Map<number, ThingRow> | null = changes.thingRows.length > 0 ? new Map(things) : null;
  for (const row of changes.thingRows) next!.set(row.id, row);
  for (const [id, , severity] of changes.things) {
    const known = (next ?? things).get(id);
    if (!known || known.severity === severity) continue;
    next ??= new Map(things);
    next.set(id, { ...known, severity });
  }
  return next ?? things;
}

function withHeard(heardAtMs: ReadonlyMap<number, number>, changes: Changes): ReadonlyMap<number, number> {
  if (changes.things.length === 0 && changes.thingRows.length === 0) return heardAtMs;
  const next = new Map(heardAtMs);
  const hear = (id: number, atMs: number): void => {
    if (atMs > (next.get(id) ?? -Infinity)) next.set(id, atMs);
  };
  for (const row of changes.thingRows) for (const [id, atMs] of heardOf(row)) hear(id, atMs);
  for (const [id, lastAtMs] of changes.things) if (lastAtMs !== null) hear(id, lastAtMs);
  return next;
}

function withRows<T extends { readonly id: number; readonly updatedAt: string }>(
  rows: ReadonlyMap<number, T>,
  changed: readonly T[],
  removed: readonly number[],
  gone: (row: T) => boolean,
): ReadonlyMap<number, T> {
  if (changed.length === 0 && removed.length === 0) return rows;
  const next = new Map(rows);
  for (const row of changed) {
    if (gone(row)) next.delete(row.id);
    else next.set(row.id, row);
  }
  for (const id of removed) next.delete(id);
  return next;
}

/** A late report never moves a unit back, but its state is always the newest told. */
function withUnits(units: ReadonlyMap<number, Unit>, moved: readonly Unit[]): ReadonlyMap<number, Unit> {
  if (moved.length === 0) return units;
  const next = new Map(units);
  for (const unit of moved) {
    const known = next.get(unit.id);
    next.set(unit.id, known && isLater(known.positionAt, unit.positionAt) ? keepPlace(unit, known) : unit);
  }
  return next;
}

const isLater = (a: string | null, b: string | null): boolean =>
  a !== null && (b === null || Date.parse(a) > Date.parse(b));

const keepPlace = (unit: Unit, { lon, lat, speedMps, headingDeg, positionAt }: Unit): Unit => ({
  ...unit,
  lon,
  lat,
  speedMps,
  headingDeg,
  positionAt,
});

function withValues(values: ReadonlyMap<number, ValueRow>, news: readonly ValueRow[]): ReadonlyMap<number, ValueRow> {
  if (news.length === 0) return values;
  const next = new Map(values);
  for (const row of news) {
    const known = next.get(row[0]);
    if (!known || known[2] <= row[2]) next.set(row[0], row);
  }
  return next;
}
