import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Captured } from '../../src/capture/capture';
import { type Batch, collectEvents } from '../../src/chunks/collector';
import { urlsAllowing } from '../../src/site/urls';
import { mainTimers } from '../../src/timers';

const event = (at: number, keyframe = false, text = `{"at":${at}}`): Captured => ({ at, keyframe, write: () => [text] });

describe('events', () => {
  const sealed: Batch[] = [];
  const collected = () => {
    const collector = collectEvents(mainTimers, (batch) => sealed.push(batch), () => 5);
    collector.open(urlsAllowing([], false));
    return collector;
  };
  beforeEach(() => {
    sealed.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('wait three seconds for more', () => {
    const collector = collected();
    collector.add(event(1));
    collector.add(event(2));
    vi.advanceTimersByTime(2_900);
    expect(sealed).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(sealed).toMatchObject([{ text: '[{"at":1},{"at":2}]', first: 1, last: 2, keyframe: false }]);
  });

  it('go at once where they are a picture of the whole page', () => {
    const collector = collected();
    collector.add(event(1));
    collector.add(event(2, true));
    collector.add(event(3));
    vi.advanceTimersByTime(500);
    expect(sealed).toMatchObject([{ text: '[{"at":1},{"at":2}]', first: 1, last: 2, keyframe: true }]);
  });

  it('are sealed by size where they are much', () => {
    const collector = collected();
    collector.add(event(1, false, 'x'.repeat(200_000)));
    vi.advanceTimersByTime(100);
    expect(sealed).toHaveLength(1);
  });

  it('all go when the page does, the picture apart from what followed', () => {
    const collector = collected();
    collector.add(event(1, true));
    collector.add(event(2));
    collector.flush();
    expect(sealed.map(({ first, keyframe }) => [first, keyframe])).toEqual([[1, true], [2, false]]);
  });
});
