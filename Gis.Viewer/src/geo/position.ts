/** Lon, lat in degrees. */
export type Position = readonly [number, number];

const earthRadiusM = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function haversineMetres(a: Position, b: Position): number {
  const lat = radians(b[1] - a[1]);
  const lon = radians(b[0] - a[0]);
  const h = Math.sin(lat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(lon / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Along the straight line from a to b; share 0 is a, 1 is b. */
export function between(a: Position, b: Position, share: number): Position {
  const t = Math.max(0, Math.min(1, share));
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

export function formatPosition([lon, lat]: Position, decimals = 4): string {
  const part = (value: number, plus: string, minus: string): string =>
    `${Math.abs(value).toFixed(decimals)}°${value < 0 ? minus : plus}`;
  return `${part(lon, 'E', 'W')} ${part(lat, 'N', 'S')}`;
}
