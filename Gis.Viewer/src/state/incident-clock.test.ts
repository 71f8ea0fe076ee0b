import { describe, expect, it } from 'vitest';
import { incidentClock, shownClock } from './incident-clock';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();

describe('the incident clock', () => {
  const incident = { happenedAt: ago(60), reportedAt: ago(50), reportDueAt: ago(-190) };

  it('counts from what happened and down to the report', () => {
    expect(incidentClock(incident, noon)).toMatchObject({ elapsedS: 3600, leftS: 190 * 60, tone: 'calm' });
    expect(incidentClock({ ...incident, reportDueAt: ago(10) }, noon)).toMatchObject({ leftS: -600, tone: 'late' });
    expect(shownClock(3 * 3600 + 12 * 60 + 36)).toBe('03:12:36');
    expect(shownClock(-600)).toBe('−00:10:00');
  });
});
