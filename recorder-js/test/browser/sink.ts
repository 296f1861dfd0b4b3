import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { WebSocketServer, type WebSocket } from 'ws';

export interface Frame {
  at: number;
  flags: number;
  age: number;
  codec: number;
  header: Record<string, any>;
  events: any[];
  bytes: number;
  origin: string | undefined;
}

/** A service of the recorder's wire format for tests: keeps what it gets, strictly parsed. */
export interface Sink {
  origin: string;
  frames: Frame[];
  messages: { at: number; header: Record<string, any> }[];
  drops: number[];
  /** Frames with a payload that came again, and those that came with other bytes. */
  repeated: { d: string; s: number }[];
  conflicts: number;
  options: Record<string, unknown>;
  /** What `POST c` answers. */
  status: number;
  headers: Record<string, string>;
  pages: Map<string, { html: string; headers?: Record<string, string> }>;
  /** Sockets are accepted when this is kept. */
  socketsWait: Promise<unknown>;
  /** All signals, once each, in order. */
  signals(): any[];
  events(): any[];
  close(): Promise<void>;
  hangUp(): void;
}

export function parseFrame(body: Buffer): { flags: number; age: number; codec: number; header: any; events: any[]; payload: Buffer } {
  if (body.toString('latin1', 0, 2) !== 'LS' || body[2] !== 1) throw new Error('not a frame');
  const headerLength = body.readUInt16BE(4);
  const payloadLength = body.readUInt32BE(8);
  if (body.length !== 16 + headerLength + payloadLength) throw new Error('length');
  if (headerLength < 2 || headerLength > 16_384) throw new Error('header length');
  const header = JSON.parse(body.toString('utf8', 16, 16 + headerLength));
  const payload = body.subarray(16 + headerLength);
  const codec = body[3]!;
  const events = codec === 0 ? [] : JSON.parse((codec === 2 ? gunzipSync(payload) : payload).toString());
  return { flags: body.readUInt16BE(6), age: body.readUInt32BE(12), codec, header, events, payload };
}

export async function startSink(port = 0, script = new URL('../../dist/script/lastseen.js', import.meta.url)): Promise<Sink> {
  const sockets = new Set<WebSocket>();
  const digests = new Map<string, string>();
  function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, 'http://x');
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-expose-headers', 'Retry-After');
    if (url.pathname === '/lastseen.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(script));
    if (url.pathname === '/i/o') return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sink.options));
    if (url.pathname === '/i/c' && request.method === 'POST') return take(request, response);
    if (url.pathname === '/favicon.ico') return response.writeHead(204).end();
    const page = sink.pages.get(url.pathname);
    if (!page) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  }
  function take(request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const parsed = parseFrame(body);
      if (sink.status === 200) {
        if (parsed.header.s !== undefined) {
          const key = `${parsed.header.d}/${parsed.header.s}`;
          const digest = body.toString('latin1', 16);
          if (digests.has(key) && digests.get(key) !== digest) {
            sink.conflicts++;
            return void response.writeHead(409).end();
          }
          if (digests.has(key)) {
            sink.repeated.push({ d: parsed.header.d, s: parsed.header.s });
            return void response.writeHead(200).end();
          }
          digests.set(key, digest);
        }
        sink.frames.push({ at: Date.now(), bytes: body.length, origin: request.headers.origin, ...parsed });
      }
      response.writeHead(sink.status, sink.headers).end();
    });
  }
  const server: Server = createServer(answer);
  const sockServer = new WebSocketServer({ server, path: '/i/s', maxPayload: 16_384, verifyClient: (_: unknown, accept: (yes: boolean) => void) => void sink.socketsWait.then(() => accept(true)) });
  sockServer.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('message', (data) => sink.messages.push({ at: Date.now(), header: JSON.parse(data.toString()) }));
    socket.on('close', () => {
      sockets.delete(socket);
      sink.drops.push(Date.now());
    });
  });
  const sink: Sink = {
    origin: '',
    frames: [],
    messages: [],
    drops: [],
    repeated: [],
    conflicts: 0,
    options: { record: true, why: null, sample: 1, gpc: true, query: ['utm_*'], ownHosts: [], paymentHosts: ['pay.test'], hash: false },
    status: 200,
    headers: {},
    pages: new Map(),
    socketsWait: Promise.resolve(),
    signals() {
      const known = new Map<string, any>();
      for (const { header } of [...sink.frames, ...sink.messages]) for (const signal of header['e']) known.set(`${header['d']}/${signal.n}`, { d: header['d'], ...signal });
      return [...known.values()].sort((a, b) => a.n - b.n);
    },
    events: () => [...sink.frames].filter((f) => f.header['s'] !== undefined).sort((a, b) => a.header['s'] - b.header['s']).flatMap((f) => f.events),
    hangUp: () => sockets.forEach((socket) => socket.terminate()),
    async close() {
      sockets.forEach((socket) => socket.terminate());
      sockServer.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  sink.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return sink;
}
