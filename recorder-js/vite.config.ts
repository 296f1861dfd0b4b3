import { defineConfig } from 'vite';
import { leanEngine } from './leanEngine';

/**
 * `--mode script`: the one minified file a page loads. `--mode assets`: the part of it that comes when the page is idle.
 * `--mode module`: the npm package's ES module.
 */
export default defineConfig(({ mode }) => {
  const script = mode === 'script';
  const assets = mode === 'assets';
  return {
    publicDir: false,
    plugins: script ? [leanEngine()] : [],
    build: {
      target: 'es2021',
      outDir: script || assets ? 'dist/script' : 'dist/module',
      emptyOutDir: !assets,
      sourcemap: false,
      minify: script || assets ? 'terser' : false,
      terserOptions: { ecma: 2020, module: assets, compress: { passes: 3, unsafe_arrows: true, pure_getters: false }, format: { comments: false } },
      reportCompressedSize: false,
      lib: {
        entry: script ? 'src/script.ts' : assets ? 'src/assets/keeper.ts' : 'src/index.ts',
        name: 'lastseenRecorder',
        formats: [script ? 'iife' : 'es'],
        fileName: () => (script ? 'lastseen.js' : assets ? 'lastseen-assets.js' : 'recorder.js'),
      },
      rolldownOptions: script ? {} : { external: ['@rrweb/record', 'fflate'] },
    },
  };
});
