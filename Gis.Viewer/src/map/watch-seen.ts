import { watch, type WatchSource } from 'vue';

/** Acts on what changes while it is seen; of changes that come meanwhile only that there were some is kept, and they are acted on once, when it is seen again. */
export function watchSeen(isSeen: () => boolean, sources: readonly WatchSource[], act: () => void): void {
  let isLate = false;
  watch([...sources], () => {
    if (isSeen()) act();
    else isLate = true;
  });
  watch(isSeen, (seen) => {
    if (!seen || !isLate) return;
    isLate = false;
    act();
  });
}
