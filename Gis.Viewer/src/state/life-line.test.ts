import { describe, expect, it } from 'vitest';
import { aContradiction, aLifeStep, aParcelCard } from '../../testing/land-samples';
import {
  beijingDay,
  chainState,
  lifeYears,
  muText,
  percentText,
  sliverCount,
  squareMetresText,
  standing,
  stepKey,
  troubled,
} from './life-line';

describe('the life line', () => {
  const card = aParcelCard({
    steps: [
      aLifeStep({ theme: 'approval', feature: 1, on: '2023-03-01' }),
      aLifeStep({ theme: 'use', feature: 2, on: '2024-08-01' }),
      aLifeStep({ theme: 'basic_farmland', feature: 3, on: null, share: 0.2 }),
      aLifeStep({ theme: 'red_line', feature: 4, on: null, share: 0.4 }),
      aLifeStep({ theme: 'geology', feature: 5, on: null, isSliver: true }),
    ],
    history: [
      {
        at: '2022-12-31T16:30:00Z',
        edition: 1,
        classes: [{ code: '0102', nameZh: '水浇地', nameEn: 'Irrigated land', kind: 'farmland', areaM2: 1, share: 1 }],
      },
    ],
  });

  it('stands in the order of days, steps and changes of class alike', () => {
    const years = lifeYears(card);

    expect(years.map((year) => year.year)).toEqual(['2023', '2024']);
    expect(years[0]!.entries.map((entry) => entry.kind)).toEqual(['classes', 'step']);
  });

  it('counts days as Beijing does', () => {
    expect(beijingDay('2022-12-31T16:30:00Z')).toBe('2023-01-01');
    expect(beijingDay('2022-12-31T15:59:59Z')).toBe('2022-12-31');
  });

  it('keeps what has no day apart, the largest first, and slivers out', () => {
    expect(standing(card).map((step) => step.theme)).toEqual(['red_line', 'basic_farmland']);
    expect(sliverCount(card)).toBe(1);
  });

  it('tells which steps of the chain there are', () => {
    expect(chainState(card).map((one) => [one.theme, one.step?.feature ?? null])).toEqual([
      ['approval', 1],
      ['supply', null],
      ['use', 2],
      ['supplement', null],
      ['inspection', null],
    ]);
  });

  it('marks both records of a finding', () => {
    const finding = aContradiction({ other: { theme: 'supply', layer: 'supplies', feature: 9, number: 'G' } });

    expect(troubled([finding])).toEqual(new Set([stepKey(finding.subject), 'supplies 9']));
  });
});

describe('figures of land', () => {
  it('are grouped in threes', () => {
    expect([muText(1234.5), squareMetresText(9742.49), squareMetresText(12.3)]).toEqual(['1 234.50', '9 742', '12.30']);
  });

  it('never say all of what is not, nor nothing of what is', () => {
    expect([0, 0.0001, 0.1234, 0.9999, 1].map(percentText)).toEqual(['0.0', '<0.1', '12.3', '99.9', '100']);
  });
});
