import { describe, expect, it } from 'vitest';
import { connectionOf, noLink } from './connection';

const noon = Date.parse('2026-11-22T04:00:00Z');

describe('the connection light', () => {
  const up = { ...noLink, isUp: true, heardAtMs: noon, delayMs: 800 };

  it('says live, behind, reconnecting and offline', () => {
    expect(connectionOf(noLink, noon).kind).toBe('connecting');
    expect(connectionOf(up, noon + 1_000).kind).toBe('live');
    expect(connectionOf(up, noon + 9_000)).toMatchObject({ kind: 'behind', delayMs: 9_800 });
    expect(connectionOf({ ...up, isUp: false, lostAtMs: noon }, noon + 3_000).kind).toBe('reconnecting');
    expect(connectionOf({ ...up, isUp: false, lostAtMs: noon }, noon + 60_000).kind).toBe('offline');
  });
});
