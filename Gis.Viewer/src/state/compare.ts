import { ref, shallowRef } from 'vue';
import type { ImageScene } from '../api/types';
import type { Camera } from '../geo/screen';
import type { Pair } from './image-pair';
import type { Stretch } from './stretch';

/** How two pictures are laid beside or over each other. */
export type CompareMode = 'swipe' | 'side' | 'flicker' | 'blend' | 'difference';
export const compareModes: readonly CompareMode[] = ['swipe', 'side', 'flicker', 'blend', 'difference'];

/** The key that chooses each mode. */
export const modeKeys: Readonly<Record<CompareMode, string>> = {
  swipe: 'S',
  side: 'D',
  flicker: 'F',
  blend: 'T',
  difference: 'X',
};

/** The light table: how, where the swipe stands, how much the later picture shows, which of the two flicker shows. */
export const compareMode = ref<CompareMode>('swipe');
export const swipeShare = ref(0.5);
export const blendShare = ref(0.5);
export const isAfterShown = ref(true);
export const stretch = ref<Stretch>('none');
export const pair = shallowRef<Pair<ImageScene>>({ before: null, after: null });
export const camera = shallowRef<Camera | null>(null);

const clamp = (share: number): number => Math.max(0, Math.min(1, share));

/** Arrow keys: the swipe, or how much shows through; in flicker the picture itself. Coarse steps with Shift. */
export function nudge(steps: number): void {
  if (compareMode.value === 'swipe') swipeShare.value = clamp(swipeShare.value + steps * 0.02);
  else if (compareMode.value === 'blend') blendShare.value = clamp(blendShare.value + steps * 0.05);
  else if (compareMode.value === 'flicker') isAfterShown.value = steps > 0;
}

/** The key of a mode chooses it; F once more shows the other picture. */
export function chooseMode(mode: CompareMode): void {
  if (mode === 'flicker' && compareMode.value === 'flicker') isAfterShown.value = !isAfterShown.value;
  compareMode.value = mode;
}
