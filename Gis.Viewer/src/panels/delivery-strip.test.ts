import { mount, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Deliveries } from '../api/types';
import { i18n } from '../i18n/i18n';
import { stripOf } from '../state/delivery-strip';
import DeliveryDayDetail from './DeliveryDayDetail.vue';
import DeliveryStrip from './DeliveryStrip.vue';

const rate = { expected: 24, present: 23, valid: 23, transmissionRate: 0.958, validRate: 1, effectiveRate: 0.958 };
const nothing = { expected: 0, present: 0, valid: 0, transmissionRate: null, validRate: null, effectiveRate: null };
const day = { expected: 24, present: 23, missing: 1, rate, backfilled: 0, numbersMissing: 3, arrived: null };
const card: Deliveries = {
  from: '2026-11-01',
  to: '2026-11-03',
  days: [
    { ...day, day: '2026-11-01', expected: 0, present: 0, missing: 0, rate: nothing, numbersMissing: 0 },
    { ...day, day: '2026-11-02' },
    { ...day, day: '2026-11-03' },
  ],
  expected: [{ from: '2026-11-02T04:00:00Z', to: '2026-11-03T16:00:00Z' }],
  gaps: [],
  gapCount: 0,
  numbers: null,
  requests: [],
  noRequest: null,
};
const strip = stripOf(card);

const show = (): VueWrapper =>
  mount(DeliveryStrip, {
    props: { days: strip, chosen: null, nowMs: Date.parse('2026-11-03T16:00:00Z') },
    global: { plugins: [i18n] },
  });
const labels = (): (string | undefined)[] =>
  show()
    .findAll('.track')
    .map((track) => track.attributes('aria-label'));

describe('a day before the registration', () => {
  beforeEach(() => {
    i18n.global.locale.value = 'en';
  });

  it('is drawn and named as not expected', () => {
    expect(labels()).toEqual(['1 missing', '1 missing, not expected for 12.0 h', 'not expected']);
    expect(show().findAll('[data-testid="delivery-idle"]')).toHaveLength(2);
    expect(show().get('.legend').text()).toBe('not expected');
  });

  it('has its own word in Chinese', () => {
    i18n.global.locale.value = 'zh';
    expect(labels().at(-1)).toBe('无应传数据');
  });

  it('says so in its detail, and a day that is whole does not', () => {
    const detail = (n: number): VueWrapper =>
      mount(DeliveryDayDetail, { props: { day: strip[n]! }, global: { plugins: [i18n] } });

    expect(detail(1).text()).toContain('not expected for 12.0 h');
    expect(detail(0).text()).not.toContain('not expected');
  });
});

describe('numbers that a device passed over', () => {
  it('are told with the day in which they lie', () => {
    i18n.global.locale.value = 'en';
    const detail = mount(DeliveryDayDetail, { props: { day: strip[0]! }, global: { plugins: [i18n] } });

    expect(detail.get('[data-testid="delivery-numbers"]').text()).toBe('3 of the device’s numbers missing');
  });
});
