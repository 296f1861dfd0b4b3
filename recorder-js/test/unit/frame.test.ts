import { expect, describe, it } from 'vitest';
import { Codec, Flag, frame } from '../../src/wire/frame';
import { encode, fitting, headerStart, headerText, MAX_SIGNALS, roomForSignals, utf8Length } from '../../src/wire/header';
import { parseFrame } from '../browser/sink';

const ids = { visitor: 'v'.repeat(22), tab: 't'.repeat(22), document: 'd'.repeat(22) };

describe('a frame', () => {
  it('has its fields where the wire format puts them', () => {
    const header = encode('{"v":"ü"}');
    const bytes = Buffer.from(frame({ header, payload: new Uint8Array([1, 2, 3]), codec: Codec.stored }, Flag.unloading | Flag.buffered, 70_000));
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0x4c, 0x53, 1, 1]));
    expect(bytes.readUInt16BE(4)).toBe(header.length);
    expect(bytes.readUInt16BE(6)).toBe(3);
    expect(bytes.readUInt32BE(8)).toBe(3);
    expect(bytes.readUInt32BE(12)).toBe(70_000);
    expect(bytes.length).toBe(16 + header.length + 3);
  });
  it('without payload has codec 0, and an age that never overflows', () => {
    const bytes = Buffer.from(frame({ header: encode('{}'), payload: new Uint8Array(0), codec: Codec.gzip }, 0, 2 ** 40));
    expect(parseFrame(bytes)).toMatchObject({ codec: 0, age: 0xffff_ffff, events: [] });
  });
});

describe('a header', () => {
  it('carries what a chunk needs', () => {
    const start = headerStart(ids, 1_700_000_000_000, 42, { span: { sequence: 0, first: 1, last: 40, keyframe: true } });
    expect(JSON.parse(headerText(start, ['{"n":1}']))).toEqual({
      v: ids.visitor, t: ids.tab, d: ids.document, o: 1_700_000_000_000, at: 42, s: 0, f: 1, l: 40, k: true, e: [{ n: 1 }],
    });
  });
  it('never grows over 16,384 bytes, whatever alphabet the signals are in: the rest waits', () => {
    const start = headerStart(ids, 1, 2, { channel: 3 });
    const signals = Array.from({ length: 200 }, (_, n) => JSON.stringify({ n, title: '漢字😀é'.repeat(20) }));
    const count = fitting(signals, roomForSignals(start));
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(200);
    expect(encode(headerText(start, signals.slice(0, count))).length).toBeLessThanOrEqual(16_384);
    expect(encode(headerText(start, signals.slice(0, count + 1))).length).toBeGreaterThan(16_384);
  });
  it('holds at most 512 signals', () => {
    expect(fitting(Array.from({ length: 600 }, () => '{}'), 16_000)).toBe(MAX_SIGNALS);
  });
  it('counts bytes of UTF-8 as the encoder makes them', () => {
    for (const text of ['', 'abc', 'é', '漢', '😀', 'a😀é漢']) expect(utf8Length(text)).toBe(encode(text).length);
  });
});
