import { describe, expect, it } from 'vitest';
import { diffStations, type StationFeature } from './station-features';

const feature = (id: number, icon = 'thing|water|normal', lon = 114): StationFeature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [lon, 38] },
  properties: { icon, rank: -1 },
});
const shownOf = (...features: StationFeature[]) => new Map(features.map((one) => [one.id, one]));

describe('what the map is told of stations', () => {
  it('is nothing of those that look as before', () => {
    expect(diffStations(shownOf(feature(1)), [feature(1)], [])).toEqual({ add: [], remove: [], update: [] });
  });

  it('is the looks, and the place only where it is another', () => {
    const shown = shownOf(feature(1), feature(2));

    const { update } = diffStations(shown, [feature(1, 'alarm|red'), feature(2, 'alarm|red', 115)], []);

    expect(update.map(({ id, newGeometry }) => [id, newGeometry?.coordinates])).toEqual([
      [1, undefined],
      [2, [115, 38]],
    ]);
    expect(update[0]!.addOrUpdateProperties).toContainEqual({ key: 'icon', value: 'alarm|red' });
  });

  it('is who came and who went, once', () => {
    const shown = shownOf(feature(1));

    const first = diffStations(shown, [feature(2)], [1, 9]);
    const again = diffStations(shown, [feature(2)], [1, 9]);

    expect([first.add.map(({ id }) => id), first.remove]).toEqual([[2], [1]]);
    expect(again).toEqual({ add: [], remove: [], update: [] });
  });
});
