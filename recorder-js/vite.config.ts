import { defineConfig } from 'vite';
import { leanEngine } from './leanEngine';

/** `--mode script`: the one minified file a page loads. `--mode module`: the npm package's ES module. */
export default defineConfig(({ mode }) => {
  const script = mode === 'script';
  return {
    publicDir: false,
    plugins: script ? [leanEngine()] : [],
    build: {
      target: 'es2021',
      outDir: script ? 'dist/script' : 'dist/module',
      emptyOutDir: true,
      sourcemap: false,
      minify: script ? 'terser' : false,
      terserOptions: { ecma: 2020, compress: { passes: 3, unsafe_arrows: true, pure_getters: false }, format: { comments: false } },
      reportCompressedSize: false,
      lib: {
        entry: script ? 'src/script.ts' : 'src/index.ts',
        name: 'lastseenRecorder',
        formats: [script ? 'iife' : 'es'],
        fileName: () => (script ? 'lastseen.js' : 'recorder.js'),
      },
      rolldownOptions: script ? {} : { external: ['@rrweb/record', 'fflate'] },
    },
  };
});
