export type FoundKind = 'action' | 'thing' | 'area' | 'unit' | 'incident';

export interface Findable {
  readonly kind: FoundKind;
  readonly id: string | number;
  readonly title: string;
  readonly note: string;
  /** What the query is looked for in: both languages and codes. */
  readonly words: string;
}

export type Found = Findable;

const most: Readonly<Record<FoundKind, number>> = { action: 6, incident: 5, unit: 6, area: 6, thing: 12 };
const order: readonly FoundKind[] = ['action', 'incident', 'unit', 'area', 'thing'];

/** Every word of the query must occur; what begins with the query comes first, grouped by kind. */
export function findAll(all: readonly Findable[], query: string): Found[] {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ words }: Findable): number => {
    const text = words.toLowerCase();
    if (!parts.every((part) => text.includes(part))) return -1;
    return parts.length > 0 && text.startsWith(parts[0]!) ? 0 : 1;
  };
  if (parts.length === 0) return all.filter((one) => one.kind === 'action' || one.kind === 'incident').slice(0, 10);
  return order.flatMap((kind) =>
    all
      .filter((one) => one.kind === kind)
      .map((one) => ({ one, at: rank(one) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)
      .slice(0, most[kind])
      .map(({ one }) => one),
  );
}
