import { shallowRef } from 'vue';
import type { Alarm } from '../api/types';
import { isAside } from './alarm-list';
import type { LiveModel } from './live-model';
import { severityTable } from './severity';

/** Alarms that came, or got worse, since the person last looked at them. */
export const fresh = shallowRef<ReadonlySet<number>>(new Set());

/** Ids of alarms of the new model that deserve a person's notice: new ones, and those that rose. */
export function arrivals(before: LiveModel, after: LiveModel, nowMs: number): Alarm[] {
  if (before.seq === 0 || before.alarms === after.alarms) return [];
  const found: Alarm[] = [];
  for (const alarm of after.alarms.values()) {
    const known = before.alarms.get(alarm.id);
    if (known === alarm || alarm.acknowledgedAt !== null || isAside(alarm, nowMs) || alarm.severity === 'notice')
      continue;
    if (!known || severityTable[alarm.severity].rank > severityTable[known.severity].rank) found.push(alarm);
  }
  return found;
}

export function note(alarms: readonly Alarm[]): void {
  if (alarms.length > 0) fresh.value = new Set([...fresh.value, ...alarms.map((alarm) => alarm.id)]);
}

export function seen(ids: Iterable<number>): void {
  const left = new Set(fresh.value);
  for (const id of ids) left.delete(id);
  if (left.size !== fresh.value.size) fresh.value = left;
}
