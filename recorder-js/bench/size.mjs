import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const script = readFileSync(new URL('../dist/script/lastseen.js', import.meta.url));
console.log(`lastseen.js: ${script.length} bytes, gzip -9 ${gzipSync(script, { level: 9 }).length}, brotli ${brotliCompressSync(script).length}`);
