import { defineConfig, type Plugin } from 'vite';

/** What of the engine is left out of the script, each with its reason; the build fails where the engine has changed. */
const LEFT_OUT: readonly { reason: string; find: RegExp; put: string }[] = [
  {
    reason: 'canvases are not captured: 4 KB',
    find: /class CanvasManager \{[\s\S]*?\n\}\n(?=class StylesheetManager )/,
    put: 'class CanvasManager { freeze() {} unfreeze() {} lock() {} unlock() {} reset() {} }\n',
  },
  {
    reason: 'text is masked in src/capture, which needs no way to the root for every node',
    find: /function needMaskingText\([\s\S]*?\n\}\n(?=function onceIframeLoaded)/,
    put: 'function needMaskingText() { return false; }\n',
  },
  {
    reason: 'elements are blocked by a selector alone: one way to the root instead of two',
    find: /  try \{\n    if \(typeof blockClass === "string"\) \{\n      if \(el\.classList\.contains\(blockClass\)\) return true;\n      if \(checkAncestors[\s\S]*?\n  if \(blockSelector\) \{[\s\S]*?\n  \}\n  return false;\n/,
    put: '  return checkAncestors ? el.closest(blockSelector) !== null : el.matches(blockSelector);\n',
  },
];

function leanEngine(): Plugin {
  return {
    name: 'lean-engine',
    transform(code, id) {
      if (!/@rrweb\/record\/dist\/record\.js/.test(id)) return null;
      const lean = LEFT_OUT.reduce((text, { reason, find, put }) => {
        if (!find.test(text)) throw new Error(`the engine has changed, so this cannot be left out: ${reason}`);
        return text.replace(find, () => put);
      }, code);
      return { code: lean, map: null };
    },
  };
}

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
