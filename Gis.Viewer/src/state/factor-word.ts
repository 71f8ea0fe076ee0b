import type { Named } from '../api/types';
import { properties } from './workspace';

/** What people call a property: its symbol, or where it has none its name in the reader's language; the code when it is not registered. */
export function factorWord(code: string, name: (named: Named) => string): string {
  const property = properties.value.get(code);
  if (!property) return code;
  const { short, nameEn } = property;
  return /\p{Script=Han}/u.test(short) ? name({ nameZh: short, nameEn }) : short;
}
