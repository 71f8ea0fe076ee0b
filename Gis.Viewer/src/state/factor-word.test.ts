import { afterEach, expect, it } from 'vitest';
import type { Property } from '../api/types';
import { factorWord } from './factor-word';
import { properties } from './workspace';

const known = (code: string, short: string): [string, Property] => [
  code,
  { code, short, nameZh: '中文名', nameEn: 'English name', unit: 'mg/L', decimals: 1 } as Property,
];
afterEach(() => (properties.value = new Map()));

it('calls a property by its symbol, and one without by a name that the reader can read', () => {
  properties.value = new Map([known('w01018', 'COD'), known('w01003', '浊度')]);
  const words = ['w01018', 'w01003', 'x99'];

  expect(words.map((code) => factorWord(code, ({ nameZh }) => nameZh))).toEqual(['COD', '浊度', 'x99']);
  expect(words.map((code) => factorWord(code, ({ nameEn }) => nameEn))).toEqual(['COD', 'English name', 'x99']);
});
