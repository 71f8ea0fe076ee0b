import type { Alarm, Severity } from '../api/types';

export interface TickColumn {
  readonly fromMs: number;
  /** Worst at the bottom. */
  readonly counts: readonly (readonly [Severity, number])[];
}

/** Alarms of a span, stacked in columns by when they were raised. */
export function alarmTicks(alarms: Iterable<Alarm>, fromMs: number, toMs: number, columns: number): TickColumn[] {
  const width = (toMs - fromMs) / columns;
  const counts = Array.from({ length: columns }, () => ({ blue: 0, yellow: 0, orange: 0, red: 0 }));
  for (const alarm of alarms) {
    const index = Math.floor((Date.parse(alarm.raisedAt) - fromMs) / width);
    const column = counts[index];
    if (column && alarm.severity !== 'notice' && !alarm.history) column[alarm.severity]++;
  }
  return counts
    .map((column, i) => ({
      fromMs: fromMs + i * width,
      counts: (Object.entries(column) as [Severity, number][]).filter(([, count]) => count > 0),
    }))
    .filter((column) => column.counts.length > 0);
}
