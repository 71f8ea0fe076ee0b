import { describe, expect, it } from 'vitest';
import type { LayerRequest } from '../api/types';
import { byUrgency, bytesOf, catalogueQuery, everything, isNarrowed, waiting } from './catalogue';

const request = (id: number, change: Partial<LayerRequest> = {}): LayerRequest => ({
  id,
  layer: 'parcels',
  titleZh: '地块',
  titleEn: 'Parcels',
  name: 'li',
  displayName: 'Li',
  areaCode: '130102',
  reason: 'to plan',
  days: 30,
  askedAt: '2026-01-05T00:00:00Z',
  state: 'asked',
  decidedAt: null,
  decidedBy: null,
  text: null,
  grantedAreaCode: null,
  validTo: null,
  isMine: false,
  mayDecide: true,
  ...change,
});

describe('the catalogue', () => {
  it('asks for nothing that was not chosen', () => {
    expect(catalogueQuery(everything, [114, 38, 115, 39])).toEqual({ q: null, bbox: null, overdue: null, owner: null });
    expect(isNarrowed(everything)).toBe(false);
  });

  it('asks for what is in view, within the earth', () => {
    const query = catalogueQuery({ ...everything, isInView: true }, [-200, 38, 115, 95]);

    expect(query.bbox).toBe('-180.00000,38.00000,115.00000,90.00000');
  });

  it('asks for a text without commas and blanks at its ends', () => {
    expect(catalogueQuery({ ...everything, text: ' , roads, ' }, null).q).toBe('roads');
    expect(catalogueQuery({ ...everything, text: ' , ' }, null).q).toBe(null);
  });

  it('puts first what waits, and counts what waits for the reader', () => {
    const requests = [
      request(1, { state: 'refused' }),
      request(2),
      request(3, { isMine: true }),
      request(4, { mayDecide: false }),
    ];

    expect(byUrgency(requests).map((one) => one.id)).toEqual([4, 3, 2, 1]);
    expect(waiting(requests)).toBe(1);
  });

  it('tells bytes in a unit that suits', () => {
    expect(bytesOf(999)).toEqual({ figure: 999, unit: 'B' });
    expect(bytesOf(1_500_000)).toEqual({ figure: 1.5, unit: 'MB' });
  });
});
