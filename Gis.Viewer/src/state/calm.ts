import { onScopeDispose, readonly, ref, watch, type Ref, type WatchSource } from 'vue';

/**
 * Goes up when the source changes: at once the first time, then at most once in `calmMs`. Lists and counts of thousands are not read again at each act
 * of those who work on them.
 */
export function useCalm(source: WatchSource, calmMs = 10_000): Readonly<Ref<number>> {
  const turn = ref(0);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isLate = false;
  function tell(): void {
    turn.value += 1;
    isLate = false;
    timer = setTimeout(() => {
      timer = null;
      if (isLate) tell();
    }, calmMs);
  }
  watch(source, () => {
    if (timer === null) tell();
    else isLate = true;
  });
  onScopeDispose(() => timer !== null && clearTimeout(timer));
  return readonly(turn);
}
