import { describe, expect, it } from 'vitest';
import { clickedIn } from '$lib/picking/clicked';
import { written } from '$lib/picking/found';
import { recognitions } from '$lib/picking/recognise';
import { seenAt } from '$lib/picking/recorded';
import { and, fulfilled, readDraft, readErrand, writeDraft, writeErrand } from '$lib/picking/url';
import type { FunnelDraft } from '$lib/funnels/draft';
import type { Timeline, View } from '$lib/api/types';

const draft: FunnelDraft = {
  site: 'demo',
  name: 'Kauf & more',
  mode: 'strict',
  withinDays: 14,
  goal: true,
  steps: [
    { kind: 'path', match: '/products/*', name: '' },
    { kind: 'click', match: '[data-plan="pro:2"]', name: 'Plan' },
    { kind: 'path', match: '', name: '' }
  ]
};

describe('an element that is picked', () => {
  it('is known again by what a step can be written as, the most lasting first', () => {
    const element = { tag: 'button', id: 'buy', data: { plan: 'pro' }, label: 'Buy now', path: 'main>form:nth-of-type(2)>button#buy' };
    expect(recognitions(element).map(({ match }) => match)).toEqual(['#buy', '[data-plan="pro"]', 'Buy now', 'main>form:nth-of-type(2)>button#buy']);
  });

  it('is not known by what is masked, cannot be written, or would be read as something else', () => {
    expect(recognitions({ tag: 'p', id: 'a b', data: { who: '***', say: '"' }, label: '*** *****', path: 'p' })).toEqual([]);
    expect(recognitions({ tag: 'a', label: '#1 choice', path: 'main>a' })).toEqual([{ by: 'place', match: 'main>a' }]);
    expect(recognitions({ tag: 'div', path: 'div#private' })).toEqual([{ by: 'place', match: 'div#private' }]);
  });

  it('is offered once, however often it was clicked in that document', () => {
    const mark = (at: string, document: string, id: string) =>
      ({ at, document, kind: 'click', name: null, element: { tag: 'a', id, path: `a#${id}` } }) as const;
    const marks = [mark('2026-05-04T12:00:01Z', 'd', 'x'), mark('2026-05-04T12:00:02Z', 'd', 'x'), mark('2026-05-04T12:00:03Z', 'e', 'y')];
    const timeline = { startedAt: '2026-05-04T12:00:00Z', endedAt: null, tabs: [], marks, end: null } as unknown as Timeline;
    expect(clickedIn(timeline, 'd', Date.parse('2026-05-04T12:00:00Z')).map(({ ms }) => ms)).toEqual([1_000]);
  });

  it('is the same whatever the order of its attributes', () => {
    expect(written({ tag: 'a', path: 'a', data: { b: '2', a: '1' } })).toBe(written({ path: 'a', tag: 'a', data: { a: '1', b: '2' } }));
    expect(written({ tag: 'a', path: 'a', label: 'x' })).not.toBe(written({ tag: 'a', path: 'a', id: 'x' }));
  });
});

describe('a draft in an address', () => {
  it('is what it was, with what is still empty', () => {
    expect(readDraft(new URLSearchParams(writeDraft(draft).toString()), 'demo')).toEqual(draft);
  });

  it('has two steps at least, and nothing that no funnel has', () => {
    const read = readDraft(new URLSearchParams('step=click:%23buy&step=swipe:x&mode=sideways&days=91'), 'demo');
    expect(read).toEqual({ site: 'demo', name: '', mode: 'sequential', withinDays: 0, goal: false, steps: [{ kind: 'click', match: '#buy', name: '' }, { kind: 'path', match: '', name: '' }] });
    expect(readDraft(new URLSearchParams('site=demo'), 'demo')).toBeNull();
  });

  it('goes to a replay and comes back with the step in its place, under the name it had', () => {
    const rest = writeDraft({ ...draft, steps: [] });
    const sent = { editor: { of: 'funnels', id: 'new' }, at: 1, on: '/products/*', steps: draft.steps, rest } as const;
    const errand = readErrand(new URLSearchParams(writeErrand(sent).toString()))!;
    const [path, query] = fulfilled(errand, { kind: 'click', match: '#buy', name: 'Buy now' });
    expect(path).toBe('/funnels/new');
    expect(readDraft(query, 'demo')).toEqual({ ...draft, steps: [draft.steps[0], { kind: 'click', match: '#buy', name: 'Plan' }, draft.steps[2]] });
    expect(readDraft(fulfilled(errand, null)[1], 'demo')).toEqual(draft);
  });

  it('leads nowhere but to editors', () => {
    expect(readErrand(new URLSearchParams('pick=//evil.example/x'))).toBeNull();
    expect(readErrand(new URLSearchParams('pick=settings/sites'))).toBeNull();
    expect(and('/goals?site=demo', new URLSearchParams('edit=new'))).toBe('/goals?site=demo&edit=new');
  });
});

describe('the page a step is likely to be on', () => {
  const view = (path: string, startedAt: string, durationMs: number) => ({ path, startedAt, durationMs }) as View;
  const views = [view('/', '2026-05-04T12:00:00Z', 20_000), view('/products/chair', '2026-05-04T12:01:00Z', 1_000)];

  it('is shown when it has settled', () => {
    expect(seenAt(views, null)).toBe(Date.parse('2026-05-04T12:00:03Z'));
    expect(seenAt(views, '/products/*')).toBe(Date.parse('2026-05-04T12:01:00.500Z'));
    expect(seenAt(views, '/product')).toBeNull();
  });
});
