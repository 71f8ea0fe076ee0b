import type { Thing } from '../api/types';
import type { useAlarmText } from './alarm-text';

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly isWide: boolean;
}

/** Registered properties worth a line in the card; what is not registered is not shown. */
export function stationFacts(thing: Thing, words: ReturnType<typeof useAlarmText>): Fact[] {
  const { t, language } = words;
  const text = (key: string): string | null => {
    const own = language() === 'en' ? (thing.properties[`${key}_en`] ?? thing.properties[key]) : thing.properties[key];
    return typeof own === 'string' || typeof own === 'number' ? String(own) : null;
  };
  const basis = [...new Set(thing.limits.map((limit) => words.limitSource(limit.source)))].join(', ');
  const lines: [string, string | null][] = [
    [t('card.enterprise'), text('enterprise')],
    [t('card.permit'), text('permit_no')],
    [t('card.receives'), text('receiving_water')],
    [t('card.target'), text('target_class')],
    [t('card.contact'), text('contact')],
    [t('card.basis'), basis || null],
    [t('card.camera'), thing.cameras.map((camera) => words.name(camera)).join(', ') || null],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value, isWide: widthOf(value) > 15 }]));
}

/** In Latin letters: a Chinese character takes the room of two. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
