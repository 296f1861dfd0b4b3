import { describe, expect, it } from 'vitest';
import type { FunnelStep } from '$lib/api/metric-types';
import { unfinished, written } from '$lib/funnels/draft';

const step = (match: string, name = ''): FunnelStep => ({ name, kind: 'path', match });

describe('a funnel that is to be saved', () => {
  it('is unfinished at a step that has a name and matches nothing, also at the end', () => {
    expect(unfinished([step('/demo/'), step('', 'Important step'), step('/demo/cart')])).toBe(1);
    expect(unfinished([step('/demo/'), step('/demo/cart'), step(' ', 'Paid')])).toBe(2);
  });

  it('is unfinished at the first empty step that others follow', () => {
    expect(unfinished([step(''), step(' '), step('/demo/cart')])).toBe(0);
    expect(unfinished([step('/demo/'), step(''), step('/demo/cart'), step('', 'Paid')])).toBe(1);
  });

  it('is finished where only its end is empty, which is left out', () => {
    const steps = [step('/demo/'), step('/demo/cart'), step(''), step('', ' ')];
    expect(unfinished(steps)).toBeNull();
    expect(written({ site: 'demo', name: '', mode: 'sequential', withinDays: 0, goal: false, steps })?.steps).toEqual(steps.slice(0, 2));
  });
});
