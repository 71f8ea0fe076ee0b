import { describe, expect, it } from 'vitest';
import { faultOf, lastDay, wishOf, type DeviceForm } from './device-wish';

const now = Date.parse('2026-11-03T04:30:00Z');
const form: DeviceForm = { ask: 'clock', every: 'hour', ...lastDay(now), intervalS: 60, factor: '' };

describe('what is asked of a data logger', () => {
  it('is a command with its parameters', () => {
    expect(wishOf(form, 'k')).toEqual({ cn: '1012', key: 'k' });
    expect(wishOf({ ...form, ask: 'interval' }, 'k')).toEqual({
      cn: '1062',
      parameters: { rtdInterval: 60 },
      key: 'k',
    });
    expect(wishOf({ ...form, ask: 'sample', factor: 'w01018' }, 'k')).toEqual({
      cn: '3012',
      parameters: { polId: 'w01018' },
      key: 'k',
    });
    expect(wishOf({ ...form, ask: 'data', every: 'day' }, 'k')).toEqual({
      cn: '2031',
      parameters: { beginTime: '2026-11-02T04:00:00.000Z', endTime: '2026-11-03T04:00:00.000Z' },
      key: 'k',
    });
  });

  it('is held back where the server would refuse it', () => {
    const data: DeviceForm = { ...form, ask: 'data' };
    expect(faultOf(data, now)).toBeNull();
    expect(faultOf({ ...data, fromMs: data.toMs }, now)).toBe('order');
    expect(faultOf({ ...data, fromMs: data.toMs - 32 * 86_400_000 }, now)).toBe('long');
    expect(faultOf({ ...data, toMs: now + 1 }, now)).toBe('future');
    expect(faultOf({ ...form, ask: 'interval', intervalS: 29 }, now)).toBe('interval');
    expect(faultOf({ ...form, ask: 'interval', intervalS: 30.5 }, now)).toBe('interval');
    expect(faultOf({ ...form, ask: 'sample' }, now)).toBe('factor');
    expect(faultOf(form, now)).toBeNull();
  });
});
