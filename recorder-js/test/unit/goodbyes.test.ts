import { describe, expect, it } from 'vitest';
import type { Cookies } from '../../src/identity/cookies';
import { browserRun, goodbyes } from '../../src/identity/goodbyes';
import { storeOver } from '../../src/identity/storage';

const store = () => storeOver(() => { throw new Error('forbidden'); });

describe('a goodbye', () => {
  it('is known to later pages until the document comes back', () => {
    const local = store();
    goodbyes(local).say('one');
    expect(goodbyes(local).said('one')).toBe(true);
    goodbyes(local).takeBack('one');
    expect(goodbyes(local).said('one')).toBe(false);
  });
  it('is forgotten after forty others', () => {
    const all = goodbyes(store());
    for (let i = 0; i < 41; i++) all.say(`d${i}`);
    expect([all.said('d0'), all.said('d1'), all.said('d40')]).toEqual([false, true, true]);
  });
});

describe('a run of the browser', () => {
  const jar = (allowed = true): Cookies => {
    const kept = new Map<string, string>();
    return { get: (name) => kept.get(name) ?? null, set: (name, value) => void (allowed && kept.set(name, value)), remove: (name) => void kept.delete(name) };
  };
  it('is the same on every page, and another one once a tab was restored', () => {
    const cookies = jar();
    const first = browserRun(cookies, false);
    expect(browserRun(cookies, false)).toBe(first);
    const second = browserRun(cookies, true);
    expect(second).not.toBe(first);
    expect(browserRun(cookies, false)).toBe(second);
  });
  it('is unknown where there are no cookies', () => expect(browserRun(jar(false), false)).toBeNull());
});
