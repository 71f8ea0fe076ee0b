import { describe, expect, it } from 'vitest';
import type { Incident } from '../api/types';
import { incidentCourses } from './incident-courses';

const noon = Date.parse('2026-11-22T12:00:00Z');
const hour = 3_600_000;
const at = (hours: number): string => new Date(noon + hours * hour).toISOString();
const incident = (id: number, happened: number, over: Partial<Incident> = {}): Incident =>
  ({ id, grade: null, state: 'open', happenedAt: at(happened), updatedAt: at(happened), ...over }) as Incident;

const lanesOf = (incidents: Incident[], lanes = 2): Record<number, number> =>
  Object.fromEntries(
    incidentCourses(incidents, noon - 24 * hour, noon, lanes).map((course) => [course.incident.id, course.lane]),
  );

describe('the course of incidents', () => {
  it('runs from when it happened to when it was closed, or to now', () => {
    const closed = incident(1, -10, { state: 'closed', updatedAt: at(-8) });

    const courses = incidentCourses([closed, incident(2, -30)], noon - 24 * hour, noon, 2);

    expect(courses.map(({ fromMs, toMs }) => [(fromMs - noon) / hour, (toMs - noon) / hour])).toEqual([
      [-24, 0],
      [-10, -8],
    ]);
  });

  it('shares a lane only with those that were over before', () => {
    const over = incident(1, -20, { state: 'closed', updatedAt: at(-15) });

    expect(lanesOf([over, incident(2, -10), incident(3, -5)])).toEqual({ 1: 0, 2: 0, 3: 1 });
  });

  it('gives the room to the gravest', () => {
    expect(lanesOf([incident(1, -9), incident(2, -8, { grade: 1 })], 1)).toEqual({ 2: 0 });
  });

  it('leaves out what ended before the span or lies ahead of it', () => {
    const before = incident(1, -40, { state: 'closed', updatedAt: at(-30) });

    expect(lanesOf([before, incident(2, 1)])).toEqual({});
  });
});
