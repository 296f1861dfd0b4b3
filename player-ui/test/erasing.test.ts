import { describe, expect, it } from 'vitest';
import type { Erasure } from '$lib/api/types';
import { bytesLeft } from '$lib/session/erasing';

const erasure: Erasure = {
  id: 'e',
  site: 'demo',
  kind: 'session',
  subject: 's',
  state: 'running',
  requestedAt: '2026-03-02T12:00:00Z',
  doneAt: null,
  dueAt: '2026-03-04T12:00:00Z',
  sessions: 1,
  objectsDone: 0,
  objectsLeft: 2,
  failure: null
};

describe('an erasure in words', () => {
  it('says how many objects still hold bytes', () => {
    expect(bytesLeft(erasure)).toContain('2 objects');
    expect(bytesLeft({ ...erasure, objectsLeft: 1 })).toContain('One object');
  });

  it('promises that nothing is left only when it is done', () => {
    expect(bytesLeft({ ...erasure, objectsLeft: 0 })).toContain('a last look');
    expect(bytesLeft({ ...erasure, objectsLeft: 0, state: 'done' })).toBe('No object in the store holds bytes of it.');
  });
});
