import { gzipSync } from 'fflate';
import { encode } from '../wire/header';

type Bytes = Uint8Array<ArrayBuffer>;

const PIECE = 65_536;
/** Level 1 is three times as fast as 6 for a tenth more bytes. */
const FAST = { level: 1, mem: 4 } as const;
/** Bytes per millisecond that compress at the very first try, before the browser has optimised the code. */
const COLD_SPEED = 4_000;

let speed = COLD_SPEED;

/** @returns null where it would probably take longer than `budgetMs` */
function within(bytes: Bytes, budgetMs: number, ticks: () => number): Bytes | null {
  if (bytes.length > speed * budgetMs) return null;
  const started = ticks();
  const zipped = gzipSync(bytes, FAST) as Bytes;
  if (bytes.length > 10_000) speed = (speed + bytes.length / Math.max(0.5, ticks() - started)) / 2;
  return zipped;
}

/** At once, for a page that goes. @returns null where it would probably take longer than `budgetMs` */
export const gzipNow = (text: string, budgetMs: number, ticks: () => number = () => performance.now()): Bytes | null =>
  within(encode(text), budgetMs, ticks);

/** On the main thread, in short tasks: where no worker can be had. @returns null where the browser is too old for so much */
export async function gzipHere(text: string): Promise<Bytes | null> {
  const bytes = encode(text);
  if (typeof CompressionStream !== 'function') return within(bytes, 40, () => performance.now());
  const stream = new CompressionStream('gzip');
  const result = new Response(stream.readable).arrayBuffer();
  const writer = stream.writable.getWriter();
  for (let at = 0; at < bytes.length; at += PIECE) {
    await writer.write(bytes.subarray(at, at + PIECE));
    await new Promise((done) => setTimeout(done, 0));
  }
  await writer.close();
  return new Uint8Array(await result);
}
