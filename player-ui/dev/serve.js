/** `node dev/serve.js [port]`: the built player under its strict policy, with made-up data behind it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { answer } from './fixtures.js';

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data: blob: 'self'; font-src data: blob: 'self'; connect-src 'self'; frame-src 'self' blob: data: about:";
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };
const dist = new URL('../dist/', import.meta.url).pathname;

createServer((request, response) =>
  answer(request, response, async () => {
    const path = normalize(new URL(request.url, 'http://player').pathname);
    const file = extname(path) ? path : '/index.html';
    const body = await readFile(join(dist, file)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
    response.end(body);
  })
).listen(Number(process.argv[2] ?? 9151), '127.0.0.1');
