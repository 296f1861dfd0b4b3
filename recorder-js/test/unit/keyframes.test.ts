import { describe, expect, it } from 'vitest';
import { gapEvent } from '../../src/capture/gap';
import { keyframes } from '../../src/chunks/keyframes';
import { urlsAllowing } from '../../src/site/urls';

const second = 1_000;

describe('a picture of the whole page is due again', () => {
  const after = (text: number) => {
    const due = keyframes();
    due.sealed(10_000, true, 0);
    return (at: number) => due.sealed(text, false, at);
  };
  it('when what followed outgrows the last one, but not within a minute', () => {
    const due = after(4_000);
    expect([10, 20, 30, 59, 61, 62].map((at) => due(at * second))).toEqual([false, false, false, false, true, false]);
  });
  it('after five minutes in which little happened, and not before', () => {
    const due = after(10);
    expect([60, 299, 300, 301].map((at) => due(at * second))).toEqual([false, false, true, false]);
  });
  it('not while nothing happens: nobody asks', () => {
    const due = after(10);
    expect(due(3_600 * second)).toBe(true);
  });
});

describe('what had to be given up', () => {
  it('is said in the recording, with its times', () => {
    const gap = gapEvent(1_000, 4_000);
    expect(JSON.parse([...gap.write(urlsAllowing([], false))].join(''))).toEqual({
      type: 5, timestamp: 4_000, data: { tag: 'lastseen.gap', payload: { from: 1_000, to: 4_000 } },
    });
  });
});
