import { computed } from 'vue';
import { nowMs } from '../state/workspace';

/** The axis of the bar below: the last 24 hours to now, in pixels above a floor. */
export const dayMs = 86_400_000;
export const floor = 28;

/** Now, in steps of a minute: what hangs on the axis moves no faster. */
export const minute = computed(() => Math.floor(nowMs.value / 60_000) * 60_000);

export const xOf = (atMs: number, width: number): number => ((atMs - minute.value + dayMs) / dayMs) * width;
