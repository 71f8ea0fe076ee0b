import { describe, expect, it } from 'vitest';
import { degreesText, extentText, needsEdition, scaleName, sheetBar, sheetZooms } from './sheets';

describe('the bar of a scale', () => {
  it('has what is done first and leaves out what there is none of', () => {
    const parts = sheetBar({
      scale: 50_000,
      computed: 200,
      states: [
        { state: null, count: 10 },
        { state: 'to_update', count: 140 },
        { state: 'updated', count: 50 },
      ],
      plan: [],
    });

    expect(parts.map((part) => [part.state, part.count, part.share])).toEqual([
      ['updated', 50, 0.25],
      ['to_update', 140, 0.7],
      ['none', 10, 0.05],
    ]);
  });

  it('is empty where no sheet is registered', () => {
    expect(sheetBar({ scale: 50_000, computed: 0, states: [], plan: [] })).toEqual([]);
  });
});

describe('the zooms of the scales', () => {
  it('follow each other without a gap', () => {
    for (const [at, next] of sheetZooms.slice(1).entries()) expect(next.from).toBe(sheetZooms[at]!.to);
  });
});

describe('the words of a sheet', () => {
  it('name its scale as map makers do', () => {
    expect([scaleName(250_000, 'zh'), scaleName(250_000, 'en')]).toEqual(['1:25万', '1:250,000']);
    expect(scaleName(5_000, 'zh')).toBe('1:5,000');
  });

  it('tell its corners in degrees, minutes and seconds', () => {
    expect(degreesText(114.0625)).toBe('114°03′45″');
    expect(degreesText(37 + 2.5 / 60)).toBe('37°02′30″');
    expect(degreesText(-0.5)).toBe('−0°30′00″');
    expect(degreesText(59.99999999)).toBe('60°00′00″');
    expect(extentText([114, 38, 114.25, 38 + 10 / 60])).toEqual(['114°00′00″ – 114°15′00″', '38°00′00″ – 38°10′00″']);
  });

  it('ask for an edition where work is done', () => {
    expect(needsEdition('updated') && needsEdition('converted')).toBe(true);
    expect(needsEdition('to_update') || needsEdition('to_convert')).toBe(false);
  });
});
