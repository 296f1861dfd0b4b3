// node render.mjs JOBS.json OUT: renders the shop's pictures with headless Chromium's software renderer.
import { createServer } from 'node:http';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [jobs, out] = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const types = { html: 'text/html', js: 'text/javascript', json: 'application/json', glsl: 'text/plain' };
await mkdir(out, { recursive: true });
const server = createServer(async (request, response) => {
  const [path, query] = request.url.slice(1).split('?');
  if (request.method === 'POST') {
    const parts = [];
    for await (const part of request) parts.push(part);
    if (path === 'save') await writeFile(join(out, query.replace(/[^\w.-]/g, '')), Buffer.concat(parts));
    console.log(path, query ?? '');
    response.end();
    if (path === 'done') {
      browser.kill();
      server.close();
      server.closeAllConnections();
    }
    return;
  }
  try {
    const file = path === 'jobs.json' ? jobs : new URL(path, here);
    response.setHeader('Content-Type', types[path.split('.').pop()] ?? 'text/plain');
    response.end(await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(Number(process.env.PORT ?? 9200), '127.0.0.1', ready));
const browser = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--disable-gpu-watchdog', '--enable-logging=stderr', `--user-data-dir=${join(tmpdir(), 'chair-render')}`,
  '--remote-debugging-port=0', `http://127.0.0.1:${server.address().port}/render.html`], { stdio: ['ignore', 'ignore', 'pipe'] });
browser.stderr.on('data', (text) => { if (/CONSOLE|rror: /.test(text)) process.stderr.write(text); });
