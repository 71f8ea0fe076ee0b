import { onBeforeUnmount, onMounted } from 'vue';
import { isClosedChoice } from '../panels/escape';

/** What a key does; one that answers false has not taken it. */
export type KeyTable = Readonly<Record<string, () => unknown>>;

/** A box that is ticked takes no letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select'));

/** Single keys of the page; they stay quiet while somebody types or a dialog is open, which has keys of its own. */
export function useKeys(table: () => KeyTable, isBlocked: () => boolean): void {
  // Asked on the way down: a dialog that closes at Escape is gone again when the event comes up here.
  let wasBlocked = false;
  function look(event: KeyboardEvent): void {
    wasBlocked = isBlocked();
    if (event.key === 'Escape' && isClosedChoice(event.target)) press(event);
  }
  function press(event: KeyboardEvent): void {
    // A list or the map that took the key for itself has said so.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || wasBlocked) return;
    if (event.key !== 'Escape' && isTyping(event.target)) return;
    const act = table()[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    if (act() !== false) event.preventDefault();
  }
  onMounted(() => {
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', press);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', look, { capture: true });
    window.removeEventListener('keydown', press);
  });
}

export const hasOpenDialog = (): boolean =>
  [...document.querySelectorAll('.el-overlay, .el-popper[aria-hidden="false"].el-dropdown__popper')].some(
    (element) => element.getClientRects().length > 0,
  );
