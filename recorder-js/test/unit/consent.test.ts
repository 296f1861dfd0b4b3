import { describe, expect, it } from 'vitest';
import { randomId } from '../../src/ids';
import { refusal, shareOf } from '../../src/site/consent';
import { readOptions } from '../../src/site/options';

describe('who is recorded', () => {
  it('is the same at every visit, and spreads evenly', () => {
    expect(shareOf('abc')).toBe(shareOf('abc'));
    const shares = Array.from({ length: 4_000 }, () => shareOf(randomId()));
    for (const limit of [0.1, 0.5, 0.9]) expect(shares.filter((share) => share < limit).length / 4_000).toBeCloseTo(limit, 1);
  });
  it('is nobody while the owner has paused, nobody who sends Global Privacy Control, nobody outside the sample', () => {
    expect(refusal(readOptions({ record: false, why: 'paused' }), 'v', false)).toContain('paused');
    expect(refusal(readOptions({}), 'v', true)).toContain('Global Privacy Control');
    expect(refusal(readOptions({ gpc: false }), 'v', true)).toBeNull();
    expect(refusal(readOptions({ sample: 0 }), 'v', false)).toContain('sample');
    expect(refusal(readOptions({ sample: 1 }), 'v', false)).toBeNull();
  });
});
