import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

for (const name of ['lastseen.js', 'lastseen-assets.js']) {
  const script = readFileSync(new URL(`../dist/script/${name}`, import.meta.url));
  console.log(`${name}: ${script.length} bytes, gzip -9 ${gzipSync(script, { level: 9 }).length}, brotli ${brotliCompressSync(script).length}`);
}
