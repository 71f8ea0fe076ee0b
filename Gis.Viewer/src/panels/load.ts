import { onScopeDispose, shallowRef, watch, type WatchSource } from 'vue';
import { Problem } from '../api/problem';

export interface Loaded<T> {
  readonly value: T | null;
  readonly trouble: unknown;
  readonly isLoading: boolean;
  readonly atMs: number;
}

/** Loads again whenever the key changes; the old content stays while the new comes, and an overtaken answer is dropped. */
export function useLoad<K, T>(key: WatchSource<K>, load: (key: K, signal: AbortSignal) => Promise<T>, keepOld = false) {
  const state = shallowRef<Loaded<T>>({ value: null, trouble: null, isLoading: true, atMs: 0 });
  let abort = new AbortController();
  let latest: K;

  async function run(wanted: K, keep: boolean): Promise<void> {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    latest = wanted;
    state.value = {
      ...state.value,
      value: keep ? state.value.value : null,
      isLoading: true,
      trouble: keep ? state.value.trouble : null,
    };
    try {
      const value = await load(wanted, signal);
      if (!signal.aborted) state.value = { value, trouble: null, isLoading: false, atMs: Date.now() };
    } catch (trouble) {
      if (!signal.aborted) state.value = { ...state.value, trouble, isLoading: false };
    }
  }

  watch(key, (wanted) => void run(wanted, keepOld), { immediate: true });
  onScopeDispose(() => abort.abort());
  return { state, again: () => run(latest, true) };
}

export const isGone = (trouble: unknown): boolean => trouble instanceof Problem && trouble.status === 404;
