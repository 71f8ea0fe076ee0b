import type { Incident } from '../api/types';

export interface IncidentCourse {
  readonly incident: Incident;
  readonly fromMs: number;
  readonly toMs: number;
  /** 0 is the lowest. */
  readonly lane: number;
}

/** From when to when incidents ran within a span, in lanes that no two share at a time; the gravest find room first, the rest have none. */
export function incidentCourses(
  incidents: Iterable<Incident>,
  fromMs: number,
  toMs: number,
  lanes: number,
): IncidentCourse[] {
  const gravestFirst = [...incidents].sort(
    (a, b) => (a.grade ?? 5) - (b.grade ?? 5) || Date.parse(a.happenedAt) - Date.parse(b.happenedAt),
  );
  const taken: IncidentCourse[] = [];
  for (const incident of gravestFirst) {
    const startMs = Math.max(fromMs, Date.parse(incident.happenedAt));
    const endMs = incident.state === 'closed' ? Date.parse(incident.updatedAt) : toMs;
    if (endMs <= fromMs || startMs >= toMs) continue;
    const isFree = (lane: number): boolean =>
      !taken.some((other) => other.lane === lane && other.fromMs < endMs && startMs < other.toMs);
    const lane = Array.from({ length: lanes }, (_, i) => i).find(isFree);
    if (lane !== undefined) taken.push({ incident, fromMs: startMs, toMs: endMs, lane });
  }
  return taken;
}
