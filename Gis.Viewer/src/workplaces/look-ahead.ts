import type { PatchRow } from '../api/types';
import type { BoundingBox } from '../geo/box';
import { tilesOfView, tileUrl, viewOf } from '../geo/screen';
import { camera } from '../state/compare';
import { choosePair } from '../state/image-pair';
import type { PatchDossiers } from './patch-dossiers';

const tilesAhead = 30;

/** The patches that come next: card, addresses of the pictures, and the tiles that will be seen of them first. */
export async function lookAhead(rows: readonly PatchRow[], dossiers: PatchDossiers): Promise<void> {
  for (const row of rows) {
    const found = await Promise.all([
      dossiers.card(row.id),
      dossiers.scenes(row.id),
      dossiers.surroundings(row.id),
    ]).catch(() => null);
    // Who comes there is told what is wrong.
    if (found === null || camera.value === null) return;
    const { width, height } = camera.value;
    const view = { ...viewOf(row.bbox as unknown as BoundingBox, width, height), width, height };
    const { before, after } = choosePair(found[1], row.beforeOn, row.afterOn);
    for (const scene of [before, after]) {
      if (!scene) continue;
      for (const tile of tilesOfView(view, scene.minZoom, scene.maxZoom).slice(0, tilesAhead))
        void fetch(tileUrl(scene.tiles, tile), { credentials: 'same-origin', priority: 'low' }).catch(() => undefined);
    }
  }
}
