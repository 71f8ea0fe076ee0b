import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Position } from '../geo/position';

/** Where the phone is, as it told last. */
export interface Fix {
  readonly at: Position;
  readonly accuracyM: number;
  readonly atMs: number;
}
export type PlaceTrouble = 'insecure' | 'denied' | 'unknown';

/** A fix that is older says nothing of where a photograph is taken. */
export const freshMs = 30_000;

/** Follows the phone's place while somebody looks. */
export function usePlace() {
  const fix = shallowRef<Fix | null>(null);
  const trouble = ref<PlaceTrouble | null>(null);
  if (!window.isSecureContext || !('geolocation' in navigator)) {
    trouble.value = 'insecure';
    return { fix, trouble };
  }
  const watch = navigator.geolocation.watchPosition(
    ({ coords }) => {
      fix.value = { at: [coords.longitude, coords.latitude], accuracyM: coords.accuracy, atMs: Date.now() };
      trouble.value = null;
    },
    (refused) => (trouble.value = refused.code === refused.PERMISSION_DENIED ? 'denied' : 'unknown'),
    { enableHighAccuracy: true, maximumAge: 5_000 },
  );
  onScopeDispose(() => navigator.geolocation.clearWatch(watch));
  return { fix, trouble };
}

/** The place of right now, waited for at most so long; null where the phone cannot tell it. */
export const placeNow = (patienceMs = 20_000): Promise<Fix | null> =>
  new Promise((resolve) => {
    if (!window.isSecureContext || !('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ at: [coords.longitude, coords.latitude], accuracyM: coords.accuracy, atMs: Date.now() }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 5_000 },
    );
  });

type Turned = DeviceOrientationEvent & { readonly webkitCompassHeading?: number };

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Where the lens on the back looks, from north, clockwise (W3C Device Orientation, worked example A.1); Safari tells it itself; null where north is not known. */
export function headingOf(
  event: Pick<Turned, 'alpha' | 'beta' | 'gamma' | 'absolute' | 'webkitCompassHeading'>,
): number | null {
  if (typeof event.webkitCompassHeading === 'number') return event.webkitCompassHeading;
  if (!event.absolute || event.alpha === null) return null;
  const [x, y, z] = [radians(event.beta ?? 0), radians(event.gamma ?? 0), radians(event.alpha)];
  const east = -Math.cos(z) * Math.sin(y) - Math.sin(z) * Math.sin(x) * Math.cos(y);
  const north = -Math.sin(z) * Math.sin(y) + Math.cos(z) * Math.sin(x) * Math.cos(y);
  // Lying flat the lens looks down: then the upper edge of the phone tells the direction.
  if (Math.hypot(east, north) < 0.2) return (360 - event.alpha) % 360;
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** Where the phone looks, while its compass tells it. */
export function useCompass() {
  const heading = ref<number | null>(null);
  const turned = (event: Event): void => {
    heading.value = headingOf(event as Turned) ?? heading.value;
  };
  window.addEventListener('deviceorientationabsolute', turned);
  window.addEventListener('deviceorientation', turned);
  onScopeDispose(() => {
    window.removeEventListener('deviceorientationabsolute', turned);
    window.removeEventListener('deviceorientation', turned);
  });
  return heading;
}

/** Safari asks the person first, and only from a touch. */
export async function askForCompass(): Promise<void> {
  const asks = (
    globalThis.DeviceOrientationEvent as unknown as { requestPermission?: () => Promise<string> } | undefined
  )?.requestPermission;
  // Who says no types the direction instead.
  if (asks) await asks.call(globalThis.DeviceOrientationEvent).catch(() => 'denied');
}
