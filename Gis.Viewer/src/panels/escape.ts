/** A choice list that is closed keeps Escape for itself, though there is nothing left for it to close. */
export const isClosedChoice = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('[role="combobox"][aria-expanded="false"]');
