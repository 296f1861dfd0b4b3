// Records visits to the demo shop with the real recorder in Chromium: node demo/record.mjs SERVICE [--only name,name] [--port 8080]
// SERVICE is a running Lastseen with an empty demo site, such as http://127.0.0.1:8090. docs/demo-data.md says more.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDoor } from './door.mjs';
import { rest, startBrowser } from './browser.mjs';
import { visits } from './visits.mjs';

const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const AT_ONCE = 3;
const service = process.argv[2];
const port = Number(option('--port', '8080'));
const only = option('--only', '').split(',').filter(Boolean);
const origin = `http://localhost:${port}`;
/** What was recorded before stays, so that one visit can be recorded anew. */
const recorded = fileURLToPath(new URL('recorded/', import.meta.url));
const out = fileURLToPath(new URL('../../src/main/resources/demo/visits.jsonl.xz', import.meta.url));
if (!service?.startsWith('http://')) throw new Error('Name the service: node demo/record.mjs http://127.0.0.1:8090');

const contents = new Map();
const noted = new Map();
const byDocument = new Map();
function note(visitor, message) {
  if (message.kind === 'assets') {
    for (const one of message.shown) {
      if (one.content) contents.set(one.c, one.content);
      delete one.content;
    }
    visitor = byDocument.get(message.d);
  } else {
    byDocument.set(message.header?.d ?? message.d, visitor);
  }
  if (!noted.has(visitor)) noted.set(visitor, []);
  noted.get(visitor).push({ at: Date.now(), ...message });
}

/** Always the same numbers for the same name. */
function numbers(name) {
  let state = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, 7);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const elsewhere = createServer((request, answer) => answer.setHeader('content-type', 'text/html').end('<title>Elsewhere</title><h1>Elsewhere</h1>'));
await new Promise((open) => elsewhere.listen(0, '127.0.0.1', open));
const door = await openDoor(service, port, note);
const flags = [`--host-resolver-rules=MAP *.example 127.0.0.1:${elsewhere.address().port}, MAP *.openstreetmap.org ~NOTFOUND`];

async function record(visit) {
  const random = numbers(visit.name);
  const browser = await startBrowser(visit.device, random, flags);
  try {
    const tab = await browser.firstTab();
    await tab.open(origin + visit.entry);
    const document = await tab.recorded();
    const url = (path) => origin + path;
    await visit.walk({ tab, browser, url });
    await rest(1500);
    return byDocument.get(document);
  } finally {
    await browser.end();
  }
}

/** Times become relative to the origin of the visit's first document. */
function line(visit, visitor) {
  const messages = noted.get(visitor);
  const start = messages.find((message) => message.header).header.o;
  const { width, height, touch } = visit.device;
  return {
    visit: visit.name, kind: visit.kind, origin, start, device: touch ? (width < 600 ? 'mobile' : 'tablet') : 'desktop', width, height,
    messages: messages.map(({ at, ...message }) => ({ t: at - start, ...message })),
  };
}

const waiting = visits.filter((visit) => only.length === 0 || only.includes(visit.name));
mkdirSync(recorded, { recursive: true });
const work = async () => {
  for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
    try {
      const visitor = await record(visit);
      await rest(1000);
      const made = line(visit, visitor);
      writeFileSync(`${recorded}${visit.name}.json`, JSON.stringify(made));
      console.log(`${visit.name}: ${made.messages.length} messages`);
    } catch (failure) {
      console.error(`${visit.name}: ${failure.stack}`);
      process.exitCode = 1;
    }
  }
};
// Those who are absent for half an hour take no processor: they come in addition, and first.
const absent = waiting.filter((visit) => visit.kind === 'absent').length;
await Promise.all(Array.from({ length: AT_ONCE + absent }, work));
for (const [sha, content] of contents) writeFileSync(`${recorded}${sha}.content`, content);
door.close();
door.closeAllConnections();
elsewhere.close();

const kept = visits.filter((visit) => existsSync(`${recorded}${visit.name}.json`)).map((visit) => JSON.parse(readFileSync(`${recorded}${visit.name}.json`)));
const shown = new Set(kept.flatMap((one) => one.messages.flatMap((message) => (message.shown ?? []).map((entry) => entry.c))));
// What the service had already, nobody brought: the shop has it.
for (const entry of kept.flatMap((one) => one.messages.flatMap((message) => message.shown ?? []))) {
  if (!entry.c || existsSync(`${recorded}${entry.c}.content`)) continue;
  const content = Buffer.from(await (await fetch(service + new URL(entry.u).pathname)).arrayBuffer());
  if (createHash('sha256').update(content).digest('base64url') !== entry.c) throw new Error(`${entry.u} is not what was shown`);
  writeFileSync(`${recorded}${entry.c}.content`, content.toString('base64'));
}
const text = [
  ...[...shown].filter((sha) => sha && existsSync(`${recorded}${sha}.content`)).sort().map((asset) => ({ asset, bytes: readFileSync(`${recorded}${asset}.content`, 'utf8') })),
  ...kept,
].map((one) => JSON.stringify(one)).join('\n');
const packed = spawnSync('xz', ['-9e', '--stdout'], { input: `${text}\n`, maxBuffer: 2 ** 28 });
if (packed.status !== 0) throw new Error(`xz is needed to pack the recordings: ${packed.error ?? packed.stderr}`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, packed.stdout);
console.log(`${kept.length} visits, ${Math.round(text.length / 1024)} KiB, packed ${Math.round(packed.stdout.length / 1024)} KiB: ${out}`);
