import { shallowRef } from 'vue';

/** A word to the person at the lower edge: what was done, or what was refused. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
}

export const notices = shallowRef<readonly Notice[]>([]);
let nextId = 1;

export function notify(text: string, tone: Notice['tone'] = 'done'): void {
  const id = nextId++;
  notices.value = [...notices.value.slice(-2), { id, text, tone }];
  setTimeout(() => dismiss(id), tone === 'done' ? 4_000 : 9_000);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
