/** Where an arrow key leads in a row of marks: one on or back from the marked one, from the end where none is. Null for another key, which goes its own way. */
export function arrowTarget(event: KeyboardEvent, marked: number | null, count: number): number | null {
  const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (direction === 0 || count === 0) return null;
  event.preventDefault();
  event.stopPropagation();
  return Math.max(0, Math.min(count - 1, (marked ?? count) + direction));
}
