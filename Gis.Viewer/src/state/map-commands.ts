import { shallowRef } from 'vue';
import type { BoundingBox } from '../geo/box';
import type { Position } from '../geo/position';
import type { MapView } from './view-link';

/** What lists and cards may ask of the map. The map itself signs up here. */
export interface MapCommands {
  go(at: Position, zoom?: number): void;
  show(view: MapView): void;
  fit(box: BoundingBox, maxZoom?: number): void;
  uncover(at: Position): void;
  zoomBy(steps: number): void;
}

export const mapCommands = shallowRef<MapCommands | null>(null);

/** Routes drawn for orders and for a recommendation under the pointer. */
export interface RouteOnMap {
  readonly id: string;
  readonly route: readonly Position[];
  readonly unitId: number;
  readonly isAccepted: boolean;
}

export const routesOnMap = shallowRef<readonly RouteOnMap[]>([]);

/** How much of the map panels cover, in pixels. */
export const mapPadding = shallowRef({ left: 0, right: 0, top: 0, bottom: 0 });

/** Scale line, position under the pointer, trouble: told by the map, shown around it. */
export const pointer = shallowRef<Position | null>(null);
export const mapTrouble = shallowRef(false);
export const metresPerPixel = shallowRef(0);
/** Places where a pulse should show: a new alarm each. */
export const pulses = shallowRef<readonly { readonly at: Position; readonly severity: string }[]>([]);
