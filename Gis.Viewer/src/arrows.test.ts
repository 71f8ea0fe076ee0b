import { describe, expect, it } from 'vitest';

/** Who may know whom: geo ← state ← map, panels ← workplaces ← main; api and live are doors to the server, i18n the words. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  geo: [],
  api: [],
  i18n: ['api'],
  state: ['geo', 'api'],
  live: ['api', 'state'],
  map: ['geo', 'api', 'state', 'i18n'],
  panels: ['geo', 'api', 'state', 'i18n'],
  workplaces: ['geo', 'api', 'state', 'i18n', 'live', 'map', 'panels'],
};

const sources = import.meta.glob<string>(['./*/**/*.ts', './*/**/*.vue'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('the arrows of the house', () => {
  it('are held by every import', () => {
    const broken: string[] = [];
    for (const [path, text] of Object.entries(sources)) {
      const from = path.split('/')[1]!;
      for (const [, to] of text.matchAll(/from '\.\.\/([\w-]+)\//g)) {
        if (to !== from && !mayImport[from]?.includes(to!)) broken.push(`${path} → ${to}`);
      }
      for (const [, to] of text.matchAll(/import\('\.\.\/([\w-]+)\//g)) {
        if (to !== from && !mayImport[from]?.includes(to!)) broken.push(`${path} → ${to}`);
      }
    }

    expect(Object.keys(sources).length).toBeGreaterThan(60);
    expect(broken).toEqual([]);
  });
});
