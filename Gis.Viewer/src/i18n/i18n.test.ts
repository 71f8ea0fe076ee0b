import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

function flat(node: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (typeof value === 'string') found.set(`${path}${key}`, value);
    else for (const [inner, text] of flat(value as object, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe('the two languages', () => {
  const chinese = flat(zh);
  const english = flat(en);

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have the same placeholders in every sentence', () => {
    for (const [key, text] of chinese)
      expect({ key, names: placeholders(english.get(key)!) }).toEqual({ key, names: placeholders(text) });
  });

  it('leave nothing empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('');
  });
});
