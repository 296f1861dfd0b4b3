import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEvents } from '$lib/replay/inflate';

const events = [{ type: 4, timestamp: 3, data: { href: 'https://shop.example/', width: 10, height: 20 } }];
const bytes = (value: unknown) => new Uint8Array(Buffer.from(JSON.stringify(value)));

describe('a chunk', () => {
  it('inflates on its own', async () => {
    expect(await readEvents(new Uint8Array(gzipSync(bytes(events))), 'gzip')).toEqual(events);
  });

  it('may be stored as it is', async () => {
    expect(await readEvents(bytes(events), 'stored')).toEqual(events);
  });

  it('that is broken says so', async () => {
    const broken = new Uint8Array(gzipSync(bytes(events))).fill(0, 12);
    await expect(readEvents(broken, 'gzip')).rejects.toThrow();
  });

  it('that holds no list says so', async () => {
    await expect(readEvents(bytes({}), 'stored')).rejects.toThrow(/list/);
  });

  it('loses what is no event', async () => {
    expect(await readEvents(bytes([...events, null, { type: 'x' }]), 'stored')).toEqual(events);
  });
});
