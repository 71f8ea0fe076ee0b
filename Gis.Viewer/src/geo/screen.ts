import type { BoundingBox } from './box';
import type { Position } from './position';

/** What a map shows: its middle, its zoom (512 px wide at zoom 0), its size in pixels. */
export interface Camera {
  readonly centre: Position;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

const worldPx = 512;
const farthestLat = 85.05;

/** Web Mercator, 0 to 1 from west to east and from north to south. */
export function mercatorOf([lon, lat]: Position): readonly [number, number] {
  const held = Math.max(-farthestLat, Math.min(farthestLat, lat));
  const radians = (held * Math.PI) / 180;
  return [(lon + 180) / 360, (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2];
}

function lonLatOf([x, y]: readonly [number, number]): Position {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Where a place lies on the screen, in pixels from the upper left corner. */
export function screenOf(camera: Camera): (at: Position) => readonly [number, number] {
  const scale = worldPx * 2 ** camera.zoom;
  const [x0, y0] = mercatorOf(camera.centre);
  return (at) => {
    const [x, y] = mercatorOf(at);
    return [(x - x0) * scale + camera.width / 2, (y - y0) * scale + camera.height / 2];
  };
}

/** The box in the middle, with as much around it as it is wide. */
export function viewOf(
  box: BoundingBox,
  width: number,
  height: number,
  maxZoom = 17.5,
): { readonly centre: Position; readonly zoom: number } {
  const [left, bottom] = mercatorOf([box[0], box[1]]);
  const [right, top] = mercatorOf([box[2], box[3]]);
  const share = 0.42;
  const zoom = Math.min(
    Math.log2((width * share) / (worldPx * Math.max(right - left, 1e-12))),
    Math.log2((height * share) / (worldPx * Math.max(bottom - top, 1e-12))),
    maxZoom,
  );
  return { centre: lonLatOf([(left + right) / 2, (top + bottom) / 2]), zoom: Math.max(3, zoom) };
}

/** What a camera sees: west, south, east, north. */
export function boxOfView(camera: Camera): BoundingBox {
  const scale = worldPx * 2 ** camera.zoom;
  const [x, y] = mercatorOf(camera.centre);
  const [w, h] = [camera.width / 2 / scale, camera.height / 2 / scale];
  const [west, north] = lonLatOf([x - w, y - h]);
  const [east, south] = lonLatOf([x + w, y + h]);
  return [west, south, east, north];
}

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** The tiles of 256 px that a map draws of a picture, from the middle outwards. */
export function tilesOfView(camera: Camera, minZoom: number, maxZoom: number): readonly TileAddress[] {
  const z = Math.max(minZoom, Math.min(maxZoom, Math.round(camera.zoom + 1)));
  const side = 2 ** z;
  const [west, south, east, north] = boxOfView(camera);
  const [left, top] = mercatorOf([west, north]);
  const [right, bottom] = mercatorOf([east, south]);
  const hold = (value: number): number => Math.max(0, Math.min(side - 1, Math.floor(value * side)));
  const tiles: TileAddress[] = [];
  for (let y = hold(top); y <= hold(bottom); y += 1)
    for (let x = hold(left); x <= hold(right); x += 1) tiles.push({ z, x, y });
  const [cx, cy] = mercatorOf(camera.centre);
  const away = ({ x, y }: TileAddress): number => (x + 0.5 - cx * side) ** 2 + (y + 0.5 - cy * side) ** 2;
  return tiles.sort((a, b) => away(a) - away(b));
}

export const tileUrl = (template: string, { z, x, y }: TileAddress): string =>
  template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));

/** Metres of a pixel in the middle of the screen. */
export const metresPerPixelOf = ({ centre, zoom }: Pick<Camera, 'centre' | 'zoom'>): number =>
  (40_075_016.7 * Math.cos((centre[1] * Math.PI) / 180)) / (worldPx * 2 ** zoom);
