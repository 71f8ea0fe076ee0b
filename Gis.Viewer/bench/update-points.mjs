/**
 * What an update of 20,000 live points costs the main thread of a real Chromium: `npm run bench`.
 * Counts all the work of the page's main thread, painting included, from the batch's arrival until the map rests.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { build, preview } from 'vite';

const rounds = 9;
const barMs = 50;
const patienceMs = 30_000;
const standing =
  'JSON.stringify({ ...window.__gis, hidden: document.hidden, page: document.body.innerText.slice(0, 200) })';
const here = fileURLToPath(new URL('.', import.meta.url));

/** The DevTools protocol over a pipe: JSON messages that end with a zero byte. */
function talkTo(chromium) {
  const [input, output] = [chromium.stdio[3], chromium.stdio[4]];
  const waiting = new Map();
  let nextId = 1;
  let rest = '';
  output.setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const settle = waiting.get(id);
      waiting.delete(id);
      if (error) settle?.reject(new Error(error.message));
      else settle?.resolve(result);
    }
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}

/** What one batch costs: until the lists are rendered and the map has its news, and with all that follows until the map rests. */
async function measure(page, kind) {
  await page.run(`bench.prepare('${kind}')`);
  await page.rest();
  const before = await page.busyMs();
  await page.run('void (window.__gis.mapIdle = false)');
  const update = await page.run('bench.update()');
  await page.rest();
  return { update, all: (await page.busyMs()) - before };
}

async function openPage(send, url) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  await ask('Performance.enable', { timeDomain: 'timeTicks' });
  await ask('Page.navigate', { url });
  const run = async (expression) => {
    const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return {
    run,
    /** The map has drawn all it was given; then a while longer, for what comes late. */
    rest: async () => {
      const endMs = Date.now() + patienceMs;
      while ((await run('window.__gis?.mapIdle === true')) !== true) {
        if (Date.now() > endMs) throw new Error(`The map did not come to rest: ${await run(standing)}`);
        await sleep(50);
      }
      await sleep(300);
    },
    busyMs: async () => {
      const { metrics } = await ask('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
    },
  };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const folder = await mkdtemp(join(tmpdir(), 'gis-bench-'));
const common = {
  configFile: false,
  root: here,
  logLevel: 'error',
  build: { outDir: join(folder, 'page'), emptyOutDir: true },
};
const plugins = [vue(), Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] })];
await build({ ...common, plugins });
const server = await preview({ ...common, preview: { host: '127.0.0.1', port: 0 } });
const chromium = spawn(
  process.env.CHROMIUM ?? '/usr/bin/chromium',
  [
    ...[
      '--headless=new',
      '--no-sandbox',
      '--remote-debugging-pipe',
      '--no-first-run',
      '--disable-background-networking',
    ],
    ...[
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--window-size=1440,900',
      `--user-data-dir=${join(folder, 'profile')}`,
    ],
  ],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
);
try {
  const page = await openPage(talkTo(chromium), server.resolvedUrls.local[0]);
  await page.rest();
  for (const kind of ['heard', 'turned']) {
    await measure(page, kind);
    const costs = [];
    for (let i = 0; i < rounds; i++) costs.push(await measure(page, kind));
    const update = median(costs.map((cost) => cost.update));
    const all = median(costs.map((cost) => cost.all));
    process.stdout.write(
      `20,000 points ${kind}: ${update.toFixed(1)} ms (bar ${barMs} ms: ${update <= barMs ? 'met' : 'missed'}; each ${costs.map((cost) => cost.update.toFixed(0)).join(' ')}); with layout and painting in software ${all.toFixed(0)} ms\n`,
    );
  }
} finally {
  const gone = once(chromium, 'exit');
  chromium.kill();
  await Promise.all([gone, server.close()]);
  await rm(folder, { recursive: true, force: true });
}
