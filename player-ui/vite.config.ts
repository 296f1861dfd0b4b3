import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds a running Lastseen. */
const service = process.env.LASTSEEN_SERVICE ?? 'http://localhost:8080';

/** Pages the service answers itself; everything else is the player's. */
const served = ['/api', '/demo', '/access', '/lastseen.js', '/i', '/q'];

async function fixtures() {
  if (!process.env.LASTSEEN_FIXTURES) return null;
  const { fixtureService } = await import('./dev/fixtures.js');
  return fixtureService();
}

export default defineConfig({
  plugins: [sveltekit(), fixtures()],
  build: { target: 'es2022', cssTarget: ['chrome123', 'firefox121', 'safari17.5'], chunkSizeWarningLimit: 700 },
  server: {
    fs: { allow: ['../recorder-js/src'] },
    proxy: process.env.LASTSEEN_FIXTURES ? undefined : Object.fromEntries(served.map((path) => [path, service]))
  }
});
