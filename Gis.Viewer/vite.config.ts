import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vitest/config';
import { fieldWorker } from './build/field-worker.ts';

/** Tests run without a browser, which knows nothing of style sheets. */
const importStyle = process.env.VITEST ? false : 'css';
const server = process.env.GIS_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    vue(),
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle })] }),
    fieldWorker(),
  ],
  build: {
    outDir: '../Gis.Server/wwwroot',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: ['index.html', 'field/index.html'] },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/ogc': server, '/hubs': { target: server, ws: true } },
  },
  // Some tests mount a whole page, and the machine may be busy with other builds.
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
