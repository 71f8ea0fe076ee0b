import type { PatchCard, PatchOverlap } from '../api/types';

/** Overlaps of one document are one line: their areas added. */
export interface OverlapLine {
  readonly key: string;
  readonly theme: string;
  readonly document: string | null;
  readonly state: PatchOverlap['state'];
  readonly validTo: string | null;
  readonly areaM2: number;
  readonly share: number;
}

/** What is said of every patch, also where it is nothing. */
const always = ['basic_farmland', 'red_line'];
/** Classes of land are many small pieces; they are told by class. */
const byClass = ['land_use', 'forest', 'geology'];

export function overlapLines(card: Pick<PatchCard, 'overlaps'>): readonly OverlapLine[] {
  const lines = new Map<string, OverlapLine>();
  for (const one of card.overlaps) {
    const document = byClass.includes(one.theme)
      ? (one.class ?? one.document)
      : always.includes(one.theme)
        ? null
        : one.document;
    const key = `${one.theme} ${document ?? ''} ${one.state}`;
    const known = lines.get(key);
    lines.set(key, {
      key,
      theme: one.theme,
      document,
      state: one.state,
      validTo: one.validTo ?? null,
      areaM2: (known?.areaM2 ?? 0) + one.areaM2,
      share: (known?.share ?? 0) + one.share,
    });
  }
  for (const theme of always)
    if (!card.overlaps.some((one) => one.theme === theme))
      lines.set(theme, { key: theme, theme, document: null, state: 'timeless', validTo: null, areaM2: 0, share: 0 });
  return [...lines.values()];
}

/** The figures of the comparison as they would stand in a reason: what is taken, and what documents cover of it. */
export interface ReasonFigures {
  readonly areaM2: number;
  readonly cultivatedM2: number;
  readonly basicFarmlandM2: number;
  readonly redLineM2: number;
  readonly coveredShare: number;
  readonly documents: readonly string[];
}

const granting = ['approval', 'supply', 'facility', 'temporary'];

export function reasonFigures({ patch, overlaps }: Pick<PatchCard, 'patch' | 'overlaps'>): ReasonFigures {
  const valid = overlaps.filter((one) => granting.includes(one.theme) && one.state === 'valid');
  return {
    areaM2: patch.areaM2,
    cultivatedM2: patch.cultivatedM2 ?? 0,
    basicFarmlandM2: patch.basicFarmlandM2 ?? 0,
    redLineM2: patch.redLineM2 ?? 0,
    // Documents may lie over each other: the widest of them is what is surely covered.
    coveredShare: Math.max(0, ...valid.map((one) => one.share)),
    documents: [...new Set(valid.flatMap((one) => one.document ?? []))],
  };
}
