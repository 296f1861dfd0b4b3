import { EventType, IncrementalSource, NodeType } from '@rrweb/types';
import type { eventWithTime } from '@rrweb/types';
import { beforeAll, describe, expect, it } from 'vitest';
import { relocated } from '$lib/replay/css';
import { Relocation } from '$lib/replay/relocate';

const shop = 'https://shop.example';
const kept = new Map([[`${shop}/chair.webp`, '/api/v1/sites/s/assets/chair']]);
const find = (name: string) => {
  const url = kept.get(name);
  return url ? { document: 'd', name, url, width: 0, height: 0 } : undefined;
};
const here = (path: string) => `http://player.example${path}`;

beforeAll(() => {
  globalThis.location = { origin: 'http://player.example' } as Location;
});

function snapshot(tagName: string, attributes: Record<string, unknown>) {
  const node = { type: NodeType.Element, id: 2, tagName, attributes, childNodes: [] };
  return { type: EventType.FullSnapshot, timestamp: 0, data: { node, initialOffset: { top: 0, left: 0 } } } as unknown as eventWithTime;
}

function changed(attributes: Record<string, unknown>) {
  const data = { source: IncrementalSource.Mutation, adds: [], removes: [], texts: [], attributes: [{ id: 2, attributes }] };
  return { type: EventType.IncrementalSnapshot, timestamp: 1, data } as unknown as eventWithTime;
}

describe('a recorded page', () => {
  it('shows what was kept, and asks for nothing else', () => {
    const attributes = { src: `${shop}/gone.jpg`, srcset: `${shop}/gone.webp 1x, ${shop}/chair.webp 2x` };
    new Relocation(find).apply(snapshot('img', attributes));
    expect(attributes).toMatchObject({ src: null, srcset: `${here('/api/v1/sites/s/assets/chair')} 2x`, 'data-lastseen-src': `${shop}/gone.jpg` });
  });

  it('shows what comes later once it is there', () => {
    const relocation = new Relocation(find);
    const attributes = { src: `${shop}/late.png` };
    relocation.apply(snapshot('img', attributes));
    expect(relocation.retry()).toBe(false);
    kept.set(`${shop}/late.png`, '/api/v1/sites/s/assets/late');
    expect(relocation.retry()).toBe(true);
    expect(attributes.src).toBe(here('/api/v1/sites/s/assets/late'));
  });

  it('takes an image away that changes to one that was not kept', () => {
    const relocation = new Relocation(find);
    relocation.apply(snapshot('img', { src: `${shop}/chair.webp` }));
    const attributes = { src: `${shop}/gone.jpg` };
    relocation.apply(changed(attributes));
    expect(attributes.src).toBeNull();
  });

  it('leaves links where they lead', () => {
    const attributes = { href: `${shop}/chair.webp` };
    new Relocation(find).apply(snapshot('a', attributes));
    expect(attributes).toEqual({ href: `${shop}/chair.webp` });
  });

  it('gives an image that could not be read the size it had', () => {
    const attributes: Record<string, unknown> = { src: `${shop}/big.png` };
    new Relocation((name) => ({ document: 'd', name, url: null, width: 320, height: 200 })).apply(snapshot('img', attributes));
    expect(attributes).toMatchObject({ width: '320', height: '200' });
  });
});

describe('style rules', () => {
  const rules = (css: string) => relocated(css, (url) => find(url)?.url ?? null);

  it('lead to what was kept, and nowhere else', () => {
    expect(rules(`a { background: url("${shop}/chair.webp"), url(${shop}/gone.png) }`)).toBe(
      `a { background: url("/api/v1/sites/s/assets/chair#${encodeURIComponent(`${shop}/chair.webp`)}"), ` +
        `url("data:,#${encodeURIComponent(`${shop}/gone.png`)}") }`
    );
  });

  it('keep what they hold themselves', () => {
    const css = 'a { fill: url(#gradient); background: url("data:image/svg+xml,<svg>)</svg>") }';
    expect(rules(css)).toBe(css);
  });

  it('import nothing', () => {
    expect(rules(`@import url("${shop}/other.css") screen; @import "x;y.css"; a { color: red }`).trim()).toBe('a { color: red }');
  });
});
