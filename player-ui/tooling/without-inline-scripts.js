import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INLINE = /<script>([\s\S]*?)<\/script>/g;

/**
 * The player runs under `script-src 'self'`, for the recorded pages it shows inherit its policy. The page the static
 * adapter writes starts the app from an inline script; this moves that script into a file of its own.
 *
 * @param {import('@sveltejs/kit').Adapter} adapter writes `dist/index.html`
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function withoutInlineScripts(adapter) {
  return {
    name: `${adapter.name} without inline scripts`,
    async adapt(builder) {
      await adapter.adapt(builder);
      const page = join('dist', 'index.html');
      const html = readFileSync(page, 'utf8').replace(INLINE, (_, code) => {
        const hash = createHash('sha256').update(code).digest('hex').slice(0, 8);
        const name = `_app/immutable/start.${hash}.js`;
        writeFileSync(join('dist', name), code);
        return `<script src="/${name}"></script>`;
      });
      if (/<script>/.test(html)) throw new Error('An inline script is left in index.html');
      writeFileSync(page, html);
    }
  };
}
