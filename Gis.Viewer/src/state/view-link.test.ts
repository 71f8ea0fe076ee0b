import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from './view-link';

describe('a link', () => {
  it('is a view', () => {
    const link = {
      place: 'command',
      view: { centre: [115.045, 37.955], zoom: 9.25 },
      selection: { kind: 'incident', id: 4 },
      rail: 'deliveries',
      layer: 'roads',
      sheet: 'J50D001001',
      part: 'contradictions',
      patch: 17,
      list: 'second',
      mode: 'side',
      batch: 3,
      area: '130100',
      layersOff: ['roads'],
      layersOn: ['counties'],
    } as const;

    expect(readLink(writeLink(link))).toEqual(link);
  });

  it('from a stranger does no harm', () => {
    expect(
      readLink(
        '#/lands?map=900,1,2&part=all&patch=-1&list=all&mode=none&batch=1e3&area=130100%27&sel=thing:x&rail=x&layer=%27--&sheet=J50%27&off=<b>',
      ),
    ).toEqual({
      place: null,
      view: null,
      selection: null,
      rail: 'alarms',
      layer: null,
      sheet: null,
      part: 'patches',
      patch: null,
      list: 'doubtful',
      mode: 'swipe',
      batch: null,
      area: null,
      layersOff: [],
      layersOn: [],
    });
  });
});
