import { describe, expect, it } from 'vitest';
import type { Thing, ValueRow } from '../api/types';
import { valueLines } from './values-table';

describe('the values of a card', () => {
  it('takes the stream that was first heard after the card was opened', () => {
    const stream = { property: 'w01018', statistic: 'avg', unit: 'mg/L', intervalS: 300, latest: null };
    const thing = {
      datastreams: [
        { ...stream, id: 1, periodS: 3600 },
        { ...stream, id: 2, periodS: 0, statistic: 'instant' },
      ],
      limits: [{ property: 'w01018', periodS: 3600, basis: 'avg', upper: 50, lower: null }],
    } as unknown as Thing;

    const nowMs = Date.UTC(2026, 10, 3);

    const lines = valueLines(thing, new Map([[2, [2, 7, nowMs, 38.4, null, 'N', 0] as ValueRow]]), nowMs);

    expect(lines.map((line) => [line.stream.id, line.latest?.value])).toEqual([[2, 38.4]]);
  });
});
