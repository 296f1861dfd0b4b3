import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { withoutInlineScripts } from './tooling/without-inline-scripts.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
  kit: {
    adapter: withoutInlineScripts(adapter({ pages: 'dist', assets: 'dist', fallback: 'index.html' })),
    // What names elements in recordings names them in the player.
    alias: { $recorder: '../recorder-js/src' },
    appDir: '_app',
    paths: { relative: false }
  }
};
