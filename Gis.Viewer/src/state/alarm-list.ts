import type { Alarm, Severity, ThingKind } from '../api/types';
import type { AreaTree } from './area-tree';
import { severityTable } from './severity';

export type AlarmGroup = 'over' | 'quality' | 'meter' | 'video';

const groupOfKind: Readonly<Record<string, AlarmGroup>> = {
  over_limit: 'over',
  near_limit: 'over',
  offline: 'quality',
  device_quality: 'quality',
  leak: 'meter',
  burst: 'meter',
  reverse_flow: 'meter',
  counter_rollback: 'meter',
  meter_flag: 'meter',
  video: 'video',
};

export const alarmGroups: readonly AlarmGroup[] = ['over', 'quality', 'meter', 'video'];

/** A kind this build does not know stands with data quality, where somebody looks into it. */
export const groupOf = (alarm: Alarm): AlarmGroup => groupOfKind[alarm.kind] ?? 'quality';

export interface AlarmFilter {
  readonly group: AlarmGroup;
  /** Empty: all. */
  readonly severities: readonly Severity[];
  readonly area: string | null;
  readonly thingKinds: readonly ThingKind[];
  /** Null: any age. */
  readonly ageHours: number | null;
  readonly showShelved: boolean;
}

export const openFilter: AlarmFilter = {
  group: 'over',
  severities: [],
  area: null,
  thingKinds: [],
  ageHours: null,
  showShelved: false,
};

export const isFiltered = (filter: AlarmFilter): boolean =>
  filter.severities.length > 0 || filter.area !== null || filter.thingKinds.length > 0 || filter.ageHours !== null;

/** Shelved or marked false: known, and put out of the way by a person. */
export const isAside = (alarm: Alarm, nowMs: number): boolean =>
  alarm.falseAt !== null || (alarm.shelvedUntil !== null && Date.parse(alarm.shelvedUntil) > nowMs);

export interface AlarmList {
  readonly unacknowledged: readonly Alarm[];
  readonly acknowledged: readonly Alarm[];
  readonly aside: readonly Alarm[];
  readonly groupCounts: Readonly<Record<AlarmGroup, number>>;
  readonly severityCounts: Readonly<Record<Severity, number>>;
  /** Of the chosen group, whatever the other filters hide. */
  readonly total: number;
}

export function listAlarms(alarms: Iterable<Alarm>, filter: AlarmFilter, areas: AreaTree, nowMs: number): AlarmList {
  const groupCounts = { over: 0, quality: 0, meter: 0, video: 0 };
  const severityCounts = { red: 0, orange: 0, yellow: 0, blue: 0, notice: 0 };
  const unacknowledged: Alarm[] = [];
  const acknowledged: Alarm[] = [];
  const aside: Alarm[] = [];
  for (const alarm of alarms) {
    const isOut = isAside(alarm, nowMs);
    if (!isOut) groupCounts[groupOf(alarm)]++;
    if (groupOf(alarm) !== filter.group || !passes(alarm, filter, areas, nowMs)) continue;
    if (!isOut) severityCounts[alarm.severity]++;
    if (filter.severities.length > 0 && !filter.severities.includes(alarm.severity)) continue;
    if (isOut) aside.push(alarm);
    else if (alarm.acknowledgedAt === null) unacknowledged.push(alarm);
    else acknowledged.push(alarm);
  }
  for (const list of [unacknowledged, acknowledged, aside]) list.sort(worstThenNewest);
  return { unacknowledged, acknowledged, aside, groupCounts, severityCounts, total: groupCounts[filter.group] };
}

function passes(alarm: Alarm, filter: AlarmFilter, areas: AreaTree, nowMs: number): boolean {
  return (
    (filter.area === null || areas.isWithin(alarm.areaCode, filter.area)) &&
    (filter.thingKinds.length === 0 || filter.thingKinds.includes(alarm.thingKind)) &&
    (filter.ageHours === null || nowMs - Date.parse(alarm.raisedAt) <= filter.ageHours * 3_600_000)
  );
}

export const worstThenNewest = (a: Alarm, b: Alarm): number =>
  severityTable[b.severity].rank - severityTable[a.severity].rank || Date.parse(b.updatedAt) - Date.parse(a.updatedAt);
