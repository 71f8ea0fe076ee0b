import { gisApi } from '../api/gis-api';
import type { ImageScene, PatchCard } from '../api/types';
import type { BoundingBox } from '../geo/box';
import { ringsOf, type MapShape } from '../state/patch-shapes';

/** What of the one map lies around a patch, and which layers did not answer. */
export interface Surroundings {
  readonly shapes: readonly MapShape[];
  readonly missing: readonly string[];
}

/** Classes cover everything: their outlines would only hide the picture. */
const notOutlined = new Set(['land_use', 'forest', 'geology', 'inspection']);
const mostShapes = 100;
const mostKept = 24;

const around = ([west, south, east, north]: BoundingBox): BoundingBox => {
  const [w, h] = [(east - west) * 1.2, (north - south) * 1.2];
  return [west - w, south - h, east + w, north + h];
};

/** All that is shown of a patch, asked for once and kept while people go through the list; the next ones are there before they are looked at. */
export class PatchDossiers {
  readonly #cards = new Map<number, Promise<PatchCard>>();
  readonly #scenes = new Map<number, Promise<readonly ImageScene[]>>();
  readonly #around = new Map<number, Promise<Surroundings>>();

  card(id: number): Promise<PatchCard> {
    return this.#kept(this.#cards, id, () => gisApi.patch(id));
  }

  scenes(id: number): Promise<readonly ImageScene[]> {
    return this.#kept(this.#scenes, id, async () => {
      const { patch } = await this.card(id);
      return (await gisApi.imageScenes(patch.bbox)).items;
    });
  }

  surroundings(id: number): Promise<Surroundings> {
    return this.#kept(this.#around, id, async () => {
      const { patch, overlaps } = await this.card(id);
      const layers = new Map(
        overlaps.filter(({ theme }) => !notOutlined.has(theme)).map(({ layer, theme }) => [layer, theme]),
      );
      const box = around(patch.bbox as unknown as BoundingBox);
      const answers = await Promise.allSettled(
        [...layers].map(async ([layer, theme]) =>
          (await gisApi.featuresIn(layer, box, mostShapes)).features.map(({ id: feature, geometry }): MapShape => ({
            id: `${layer}/${String(feature)}`,
            theme,
            rings: ringsOf(geometry),
          })),
        ),
      );
      const themes = [...layers.values()];
      return {
        shapes: answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
        missing: answers.flatMap((one, at) => (one.status === 'rejected' ? [themes[at]!] : [])),
      };
    });
  }

  /** What an act answered is how the patch stands now. */
  put(card: PatchCard): void {
    this.#cards.set(card.patch.id, Promise.resolve(card));
  }

  forget(id: number): void {
    this.#cards.delete(id);
  }

  /** Pictures were imported, or patches changed: what was asked before is old. */
  forgetAll(): void {
    this.#cards.clear();
    this.#scenes.clear();
    this.#around.clear();
  }

  #kept<T>(kept: Map<number, Promise<T>>, id: number, ask: () => Promise<T>): Promise<T> {
    const known = kept.get(id);
    if (known) return known;
    const asked = ask();
    kept.set(id, asked);
    // What failed is asked for again; whoever waits is told why.
    asked.catch(() => kept.get(id) === asked && kept.delete(id));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return asked;
  }
}
