import { describe, expect, it } from 'vitest';
import { faultOf, fieldsOf, lastDay, wishOf, type DeviceForm } from './device-wish';

const now = Date.parse('2026-11-03T04:30:00Z');
const form: DeviceForm = {
  cn: '1012',
  span: lastDay(now),
  instrument: 'w01018',
  anyInstrument: '',
  intervalS: 60,
  minutes: 10,
  timeOutS: 10,
  resends: 3,
  info: 'i11001',
  password: '',
};
const span = { beginTime: '2026-11-02T04:00:00.000Z', endTime: '2026-11-03T04:00:00.000Z' };

describe('what is asked of a data logger', () => {
  it.each([
    ['1012', undefined],
    ['1062', { rtdInterval: 60 }],
    ['1064', { minInterval: 10 }],
    ['1000', { overTime: 10, reCount: 3 }],
    ['2031', span],
    ['2011', undefined],
    ['3012', { polId: 'w01018' }],
    ['3020', { polId: 'w01018', infoId: 'i11001', ...span }],
  ])('is command %s with its parameters', (cn, parameters) => {
    expect(wishOf({ ...form, cn }, 'k')).toEqual(parameters ? { cn, parameters, key: 'k' } : { cn, key: 'k' });
    expect(faultOf({ ...form, cn }, now)).toBeNull();
  });

  it('leaves out what may be left out', () => {
    expect(wishOf({ ...form, cn: '1011', anyInstrument: 'w01001' }, 'k')).toEqual({
      cn: '1011',
      parameters: { polId: 'w01001' },
      key: 'k',
    });
    expect(wishOf({ ...form, cn: '3020', span: null }, 'k').parameters).toEqual({ polId: 'w01018', infoId: 'i11001' });
    expect(faultOf({ ...form, cn: '3020', span: null }, now)).toBeNull();
  });

  it.each<[string, Partial<DeviceForm>, string]>([
    ['2061', { span: null }, 'span'],
    ['2061', { span: [now, now] }, 'order'],
    ['2061', { span: [now - 32 * 86_400_000, now] }, 'long'],
    ['2061', { span: [now - 1, now + 1] }, 'future'],
    ['3020', { span: [now - 1, now + 1] }, 'future'],
    ['1062', { intervalS: 29 }, 'interval'],
    ['1062', { intervalS: 30.5 }, 'interval'],
    ['1064', { minutes: 7 }, 'minutes'],
    ['1000', { timeOutS: 0 }, 'timeOut'],
    ['1000', { resends: 100 }, 'resends'],
    ['3012', { instrument: '' }, 'instrument'],
    ['1012', { anyInstrument: 'w01018-1' }, 'instrument'],
    ['3020', { info: 'i 1' }, 'info'],
    ['1072', { password: '12345' }, 'password'],
    ['1072', { password: '12345&' }, 'password'],
  ])('holds %s back where the server would refuse it', (cn, wrong, fault) => {
    expect(faultOf({ ...form, cn, ...wrong }, now)).toBe(fault);
  });

  it('knows no fields of a command that it does not offer', () => {
    expect(fieldsOf('9999')).toEqual([]);
  });
});
