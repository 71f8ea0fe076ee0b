import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface Part {
  readonly type: string;
  readonly facadeModuleId?: string | null;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}

/** All that a page loads, whenever it does: its chunks, theirs, and their style sheets. */
function filesOf(page: string, bundle: Readonly<Record<string, Part>>): string[] {
  const found = new Set<string>();
  const waiting = Object.keys(bundle).filter((name) => bundle[name]!.facadeModuleId?.endsWith(page));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const { imports = [], dynamicImports = [], viteMetadata } = bundle[name] ?? { type: 'asset' };
    waiting.push(...imports, ...dynamicImports);
    for (const beside of [...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? [])])
      found.add(beside);
  }
  return [...found].sort();
}

/** Writes the service worker of the field page: its list of files, and a version that changes with any of them. */
export const fieldWorker = (): Plugin => ({
  name: 'gis-field-worker',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    if (dir === undefined) throw new Error('The build has no folder.');
    const chunks = filesOf('/field/index.html', bundle as unknown as Readonly<Record<string, Part>>);
    if (chunks.length === 0) throw new Error('The build has no field page.');
    const page = readFileSync(join(dir, 'field', 'index.html'));
    const source = readFileSync(new URL('field-worker.js', import.meta.url), 'utf8');
    const version = createHash('sha256').update(source).update(page).update(chunks.join()).digest('hex').slice(0, 16);
    const files = ['/field/', '/favicon.svg', ...chunks.map((name) => `/${name}`)];
    writeFileSync(
      join(dir, 'field', 'sw.js'),
      source.replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files)),
    );
  },
});
