import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope, type Ref } from 'vue';
import { useCalm } from './calm';

const calmMs = 1_000;
let scope: EffectScope;
let news: Ref<number>;
let turn: Readonly<Ref<number>>;

async function hear(): Promise<void> {
  news.value += 1;
  await nextTick();
}

beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
  news = ref(0);
  turn = scope.run(() => useCalm(news, calmMs))!;
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

it('tells the first news at once', async () => {
  await hear();
  expect(turn.value).toBe(1);
});

it('tells a burst once more, when the calm is over', async () => {
  for (let n = 0; n < 5; n++) await hear();
  expect(turn.value).toBe(1);
  vi.advanceTimersByTime(calmMs);
  expect(turn.value).toBe(2);
  vi.advanceTimersByTime(10 * calmMs);
  expect(turn.value).toBe(2);
});

it('tells at once again after a calm in which nothing came', async () => {
  await hear();
  vi.advanceTimersByTime(calmMs);
  await hear();
  expect(turn.value).toBe(2);
});
