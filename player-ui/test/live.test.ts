import { describe, expect, it } from 'vitest';
import { readNarrowed, writeNarrowed } from '$lib/live/narrowed';

const query = (text: string) => new URLSearchParams(text);

describe('whom one looks at, in the address', () => {
  it('comes back as it was written, beside what else stands there', () => {
    const written = writeNarrowed(query('site=demo&live=away'), { state: 'handed-over', path: '/a b' });
    expect(query(written).get('site')).toBe('demo');
    expect(readNarrowed(query(written))).toEqual({ state: 'handed-over', path: '/a b' });
  });

  it('is everybody where nothing is said, or nothing that is known', () => {
    expect(readNarrowed(query('live=bored&path='))).toEqual({ state: null, path: null });
    expect(writeNarrowed(query('live=quiet'), { state: null, path: null })).toBe('');
  });
});
