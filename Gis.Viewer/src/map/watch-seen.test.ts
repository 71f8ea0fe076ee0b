import { nextTick, ref } from 'vue';
import { expect, it } from 'vitest';
import { watchSeen } from './watch-seen';

/** A watched value and how often it was acted on. */
function watched(startsSeen: boolean) {
  const [isSeen, value, acts] = [ref(startsSeen), ref(0), ref(0)];
  watchSeen(
    () => isSeen.value,
    [value],
    () => acts.value++,
  );
  const change = async (): Promise<void> => {
    value.value++;
    await nextTick();
  };
  const uncover = async (): Promise<void> => {
    isSeen.value = true;
    await nextTick();
  };
  return { acts, change, uncover };
}

it('acts on each change while it is seen', async () => {
  const { acts, change } = watched(true);
  await change();
  await change();
  expect(acts.value).toBe(2);
});

it('leaves alone what changes while nobody sees it, and acts once when it is seen again', async () => {
  const { acts, change, uncover } = watched(false);
  await change();
  await change();
  expect(acts.value).toBe(0);
  await uncover();
  expect(acts.value).toBe(1);
});

it('does nothing when it is seen again and nothing had changed', async () => {
  const { acts, uncover } = watched(false);
  await uncover();
  expect(acts.value).toBe(0);
});
