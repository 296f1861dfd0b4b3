import { describe, expect, it } from 'vitest';
import { EventType, IncrementalSource, NodeType, type eventWithTime } from '@rrweb/types';
import { Sanitiser } from '$lib/replay/sanitise';

let ids = 0;

function element(tagName: string, attributes: Record<string, string>, ...children: unknown[]) {
  return { type: NodeType.Element, id: ++ids, tagName, attributes, childNodes: children };
}

function cleaned(...nodes: unknown[]) {
  const node = { type: NodeType.Document, id: ++ids, childNodes: nodes };
  const event = { type: EventType.FullSnapshot, timestamp: 0, data: { node, initialOffset: { top: 0, left: 0 } } };
  new Sanitiser().clean(event as unknown as eventWithTime);
  return nodes as ReturnType<typeof element>[];
}

describe('a recorded page', () => {
  it.each(['preconnect', 'prefetch', 'dns-prefetch', 'modulepreload', 'preload', 'DNS-Prefetch preconnect'])(
    'keeps no link rel=%s',
    (rel) => {
      const [link] = cleaned(element('link', { rel, href: 'https://evil.example/' }));
      expect(link!.attributes).not.toHaveProperty('href');
      expect(link!.attributes).not.toHaveProperty('rel');
    }
  );

  it('keeps its style sheets', () => {
    const [link] = cleaned(element('link', { rel: 'stylesheet', href: 'https://shop.example/a.css' }));
    expect(link!.attributes).toEqual({ rel: 'stylesheet', href: 'https://shop.example/a.css' });
  });

  it('does not change where addresses lead', () => {
    const [base] = cleaned(element('base', { href: 'https://evil.example/', target: '_top' }));
    expect(base!.attributes).toEqual({
      'data-lastseen-href': 'https://evil.example/',
      'data-lastseen-target': '_top'
    });
  });

  it('does not refresh itself away', () => {
    const [meta] = cleaned(element('meta', { 'http-equiv': 'Refresh', content: '0;url=https://evil.example' }));
    expect(meta!.attributes).not.toHaveProperty('http-equiv');
    expect(meta!.attributes).not.toHaveProperty('content');
  });

  it('runs no script, and keeps its element for the neighbours', () => {
    const text = { type: NodeType.Text, id: ++ids, textContent: 'alert(1)' };
    const [script] = cleaned(element('script', { src: 'https://evil.example/x.js' }, text));
    expect(script!.attributes).not.toHaveProperty('src');
    expect(script!.attributes).toHaveProperty('data-lastseen-script');
    expect(text.textContent).toBe('');
  });

  it('opens no frame', () => {
    const [frame] = cleaned(element('iframe', { src: 'https://evil.example', srcdoc: '<p>' }));
    expect(frame!.attributes).not.toHaveProperty('src');
    expect(frame!.attributes).not.toHaveProperty('srcdoc');
  });

  it('is left alone otherwise', () => {
    const [a] = cleaned(element('a', { href: '/cart', rel: 'nofollow', 'data-x': '1' }));
    expect(a!.attributes).toEqual({ href: '/cart', rel: 'nofollow', 'data-x': '1' });
  });
});

describe('later changes', () => {
  function changed(tagName: string, attributes: Record<string, unknown>) {
    const sanitiser = new Sanitiser();
    const start = { adds: [{ parentId: 1, nextId: null, node: { ...element(tagName, {}), id: 900 } }] };
    const none = { texts: [], attributes: [], removes: [], adds: [] };
    const mutation = (data: object) =>
      sanitiser.clean({
        type: EventType.IncrementalSnapshot,
        timestamp: 0,
        data: { source: IncrementalSource.Mutation, ...none, ...data }
      } as unknown as eventWithTime);
    mutation(start);
    mutation({ attributes: [{ id: 900, attributes }] });
    return attributes;
  }

  it('cannot make an element harmful', () => {
    expect(changed('base', { href: 'https://evil.example' })).not.toHaveProperty('href');
    expect(changed('link', { rel: 'preconnect' })).not.toHaveProperty('rel');
    expect(changed('script', { src: 'x.js' })).not.toHaveProperty('src');
    expect(changed('meta', { 'http-equiv': 'refresh' })).not.toHaveProperty('http-equiv');
  });

  it('reach everything else', () => {
    expect(changed('div', { class: 'open' })).toEqual({ class: 'open' });
  });
});
