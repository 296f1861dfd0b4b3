import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chunk, Manifest } from '$lib/api/types';
import { Assets } from '$lib/replay/assets';
import { Recording } from '$lib/replay/recording';

/** A service that holds one recording and refuses revisions that are not its own. */
class Service {
  revision = 1;
  readonly ranges: string[] = [];
  readonly #bodies: Buffer[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://service');
    if (Number(url.searchParams.get('revision')) !== this.revision) return void response.writeHead(412).end('{}');
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    this.ranges.push(`${from}-${to}`);
    response.writeHead(206).end(Buffer.concat(this.#bodies).subarray(Number(from), Number(to) + 1));
  });

  start(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, '127.0.0.1', done));
  }

  stop(): void {
    this.#server.close();
  }

  add(sequence: number, firstMs: number, over: Partial<Chunk> = {}, body?: Buffer): void {
    const events = [{ type: 3, timestamp: firstMs, data: { source: 3, id: 1, x: 0, y: sequence } }];
    const bytes = body ?? gzipSync(JSON.stringify(events));
    const offset = this.#bodies.reduce((sum, { length }) => sum + length, 0);
    this.#bodies.push(bytes);
    this.#chunks.push({
      document: 'd',
      sequence,
      firstMs,
      lastMs: firstMs + 10,
      keyframe: sequence === 0,
      codec: 'gzip',
      offset,
      length: bytes.length,
      ...over
    });
  }

  manifest(): Manifest {
    const { port } = this.#server.address() as AddressInfo;
    return {
      session: 's',
      revision: String(this.revision),
      open: false,
      startedAt: '2026-01-01T10:00:00.000Z',
      endedAt: null,
      bytes: 0,
      dataUrl: `http://127.0.0.1:${port}/data?revision=${this.revision}`,
      documents: [],
      chunks: [...this.#chunks]
    };
  }
}

describe('a recording', () => {
  let service: Service;
  let got: number[];
  let refetched: number;

  const recording = () =>
    new Recording(
      service.manifest(),
      async () => {
        refetched += 1;
        return service.manifest();
      },
      new Assets(async () => []),
      (_, events) => got.push(...events.map(({ timestamp }) => timestamp))
    );

  beforeEach(async () => {
    got = [];
    refetched = 0;
    service = new Service();
    await service.start();
  });

  afterEach(() => service.stop());

  it('brings the events of an instant in one request, and each chunk once', async () => {
    for (const sequence of [0, 1, 2]) service.add(sequence, sequence * 1000);
    const one = recording();
    await one.ensure('d', 1500, 0);
    await one.ensure('d', 1500, 0);
    expect(got).toEqual([0, 1000]);
    expect(service.ranges).toHaveLength(1);
    expect([one.has('d', 1500, 0), one.has('d', 1500, 1000)]).toEqual([true, false]);
  });

  it('goes on past a chunk that is broken, and says where it is', async () => {
    service.add(0, 0);
    service.add(1, 1000, {}, Buffer.from('no gzip at all'));
    service.add(2, 2000);
    const one = recording();
    await one.ensure('d', 2500, 0);
    expect(got).toEqual([0, 2000]);
    expect(one.gaps('d')).toEqual([{ fromMs: 1000, toMs: 1010 }]);
  });

  it('says where the recorder itself had to give something up', async () => {
    service.add(0, 0);
    const told = { type: 5, timestamp: 5000, data: { tag: 'lastseen.gap', payload: { from: 2000, to: 5000 } } };
    service.add(1, 5000, {}, gzipSync(JSON.stringify([told])));
    const one = recording();
    await one.ensure('d', 5000, 0);
    expect(one.gaps('d')).toEqual([{ fromMs: 2000, toMs: 5000 }]);
  });

  it('asks for the manifest again when its revision has passed', async () => {
    service.add(0, 0);
    const one = recording();
    service.revision = 2;
    await one.ensure('d', 0, 0);
    expect([refetched, got]).toEqual([1, [0]]);
  });

  it('can be asked again after the service did not answer', async () => {
    service.add(0, 0);
    const one = recording();
    one.update({ ...service.manifest(), dataUrl: 'http://127.0.0.1:1/' });
    await expect(one.ensure('d', 0, 0)).rejects.toThrow();
    one.update(service.manifest());
    await one.ensure('d', 0, 0);
    expect(got).toEqual([0]);
  });

  it('hands a document’s chunks on by sequence, wherever they lie', async () => {
    service.add(1, 1000);
    service.add(0, 0);
    await recording().ensure('d', 1500, 0);
    expect(got).toEqual([0, 1000]);
  });
});
