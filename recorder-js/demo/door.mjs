// Stands before the service and notes what passes its doors: frames and assets as they were posted, presence messages, and drops.
import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

const PREFIX = 16;

/** @param service address of the service, such as http://127.0.0.1:8090; @returns what {@link open} visits are noted with */
export function openDoor(service, port, note) {
  const target = new URL(service);
  const server = createServer((incoming, answer) => {
    const parts = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      if (incoming.method === 'POST') posted(new URL(incoming.url, service).pathname, body, note);
      const onward = request(new URL(incoming.url, service), { method: incoming.method, headers: incoming.headers }, (response) => {
        answer.writeHead(response.statusCode, response.headers);
        response.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      onward.end(body);
    });
  });
  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect(Number(target.port), target.hostname, () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
      onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
      onward.write(head);
      socket.pipe(onward);
      onward.pipe(socket);
    });
    const channel = {};
    const texts = textReader((text) => {
      const header = JSON.parse(text);
      note(header.v, { kind: channel.c ? 'said' : 'hello', header });
      Object.assign(channel, { v: header.v, d: header.d, c: channel.c ?? header.c });
    });
    socket.on('data', texts);
    let how = 'fin';
    socket.on('error', () => { how = 'reset'; });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => {
      onward.destroy();
      if (channel.c) note(channel.v, { kind: 'drop', d: channel.d, c: channel.c, how });
    });
  });
  return new Promise((open) => server.listen(port, '127.0.0.1', () => open(server)));
}

function posted(path, body, note) {
  if (path.endsWith('/c')) {
    const headerLength = body.readUInt16BE(4);
    const codec = body[3];
    const header = JSON.parse(body.subarray(PREFIX, PREFIX + headerLength).toString());
    const payload = body.subarray(PREFIX + headerLength);
    note(header.v, {
      kind: 'frame', flags: body.readUInt16BE(6), age: body.readUInt32BE(12), header,
      ...(codec === 0 ? {} : { payload: (codec === 2 ? gunzipSync(payload) : payload).toString() }),
    });
  } else if (path.endsWith('/a')) {
    const headerLength = body.readUInt32BE(4);
    const header = JSON.parse(body.subarray(8, 8 + headerLength).toString());
    let at = 8 + headerLength;
    const shown = header.a.map((entry) => {
      if (!entry.n) return entry;
      const content = body.subarray(at, at + entry.n);
      at += entry.n;
      return { u: entry.u, c: createHash('sha256').update(content).digest('base64url'), content: content.toString('base64') };
    });
    note(null, { kind: 'assets', d: header.d, shown });
  }
}

/** Client frames are masked; the recorder sends each message as one text frame of less than 64 KiB. */
function textReader(take) {
  let kept = Buffer.alloc(0);
  return (part) => {
    kept = Buffer.concat([kept, part]);
    while (kept.length >= 6) {
      const short = kept[1] & 0x7f;
      const lead = short === 126 ? 4 : 2;
      const length = short === 126 ? kept.readUInt16BE(2) : short;
      if (kept.length < lead + 4 + length) return;
      const mask = kept.subarray(lead, lead + 4);
      const text = Buffer.from(kept.subarray(lead + 4, lead + 4 + length).map((byte, i) => byte ^ mask[i % 4]));
      if ((kept[0] & 0x0f) === 1) take(text.toString());
      kept = kept.subarray(lead + 4 + length);
    }
  };
}
