import { describe, expect, it } from 'vitest';
import { ago } from '$lib/format/time';

const now = Date.parse('2026-11-30T12:00:00Z');
const day = 86_400_000;
const before = (ms: number) => ago(new Date(now - ms).toISOString(), now);

describe('when something was', () => {
  it('tells sessions of one day apart also weeks later', () => {
    expect(before(12 * day)).not.toBe(before(12 * day + 3 * 3_600_000));
    expect(before(12 * day)).not.toContain('2026');
  });

  it('is the date with its year where that could be another one', () => {
    expect(before(400 * day)).toContain('2025');
    expect(before(400 * day)).toBe(before(400 * day + 60_000));
  });
});
