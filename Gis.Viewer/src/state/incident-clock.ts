import type { Incident } from '../api/types';

export interface IncidentClock {
  /** Since it happened. */
  readonly elapsedS: number;
  /** To the next legal report; below zero when it is late; null when none is due. */
  readonly leftS: number | null;
  /** Share of the time to report that is used up, 0 … 1. */
  readonly usedShare: number;
  readonly tone: 'calm' | 'soon' | 'late';
}

const soonS = 30 * 60;

export function incidentClock(
  incident: Pick<Incident, 'happenedAt' | 'reportedAt' | 'reportDueAt'>,
  nowMs: number,
): IncidentClock {
  const elapsedS = Math.max(0, Math.floor((nowMs - Date.parse(incident.happenedAt)) / 1000));
  if (incident.reportDueAt === null) return { elapsedS, leftS: null, usedShare: 0, tone: 'calm' };
  const dueMs = Date.parse(incident.reportDueAt);
  const reportedMs = Date.parse(incident.reportedAt);
  const leftS = Math.floor((dueMs - nowMs) / 1000);
  const usedShare = Math.max(0, Math.min(1, (nowMs - reportedMs) / Math.max(1, dueMs - reportedMs)));
  return { elapsedS, leftS, usedShare, tone: leftS < 0 ? 'late' : leftS < soonS ? 'soon' : 'calm' };
}

export function shownClock(seconds: number): string {
  const size = Math.abs(seconds);
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const text = `${part(size / 3600)}:${part((size / 60) % 60)}:${part(size % 60)}`;
  return seconds < 0 ? `−${text}` : text;
}
