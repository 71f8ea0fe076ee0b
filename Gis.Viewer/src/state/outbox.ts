import { shallowRef } from 'vue';
import { Unreachable } from '../api/problem';

/** An act whose link was down: kept, shown, and sent when the link is back. */
export interface WaitingAct {
  readonly id: number;
  readonly title: string;
  readonly send: () => Promise<unknown>;
}

export const outbox = shallowRef<readonly WaitingAct[]>([]);
/** Acts that the server refused when they were sent at last. */
export const refusedLater = shallowRef<readonly { readonly title: string; readonly reason: string }[]>([]);

let nextId = 1;
let isSending = false;

/** Sends now; when the server cannot be reached the act waits in the outbox. True when it was sent. */
export async function sendOrKeep(title: string, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (trouble) {
    if (!(trouble instanceof Unreachable)) throw trouble;
    outbox.value = [...outbox.value, { id: nextId++, title, send }];
    return false;
  }
}

export const withdraw = (id: number): void => {
  outbox.value = outbox.value.filter((act) => act.id !== id);
};

/** In the order they were made; stops at the first that still cannot be sent. */
export async function sendWaiting(): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (let act = outbox.value[0]; act; act = outbox.value[0]) {
      const { id, title, send } = act;
      try {
        await send();
      } catch (trouble) {
        if (trouble instanceof Unreachable) return;
        refusedLater.value = [
          ...refusedLater.value,
          { title, reason: trouble instanceof Error ? trouble.message : String(trouble) },
        ];
      }
      withdraw(id);
    }
  } finally {
    isSending = false;
  }
}
