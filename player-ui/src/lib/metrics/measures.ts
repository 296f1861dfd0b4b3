import type { Figures, Funnel, FunnelFigures } from '$lib/api/metric-types';
import { duration } from '$lib/format/duration';
import { count, percent } from '$lib/format/number';

/** A number as it is shown and drawn. */
export interface Measure<F = Figures> {
  name: string;
  /** Its name among the answer's definitions. */
  definition: string;
  of: (figures: F) => number | null;
  words: (value: number | null) => string;
  /** Whether it is a count: then no axis is marked in halves. */
  whole: boolean;
  /** Whether more of it is better: colours the change. */
  better: 'more' | 'less' | 'neither';
}

const time = (value: number | null) => (value === null ? '–' : duration(value));
const whole = (value: number | null) => (value === null ? '–' : count(value));

export const measures = {
  sessions: { name: 'Sessions', definition: 'sessions', of: (f) => f.sessions, words: whole, whole: true, better: 'more' },
  visitors: { name: 'Visitors', definition: 'visitors', of: (f) => f.visitors, words: whole, whole: true, better: 'more' },
  views: { name: 'Views', definition: 'views', of: (f) => f.views, words: whole, whole: true, better: 'more' },
  engagedMedianMs: { name: 'Engaged time', definition: 'engagedMedianMs', of: (f) => f.engagedMedianMs, words: time, whole: false, better: 'more' },
  bounce: { name: 'Bounce', definition: 'bounce', of: (f) => f.bounce, words: percent, whole: false, better: 'less' },
  dropOff: { name: 'Drop-off', definition: 'dropOff', of: (f) => f.dropOff, words: percent, whole: false, better: 'less' },
  conversionRate: { name: 'Conversion', definition: 'conversionRate', of: (f) => f.conversionRate, words: percent, whole: false, better: 'more' }
} satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

/** Of a funnel: how many got to its end, and to each step on the way there. */
export function funnelMeasures({ steps }: Funnel): Record<string, Measure<FunnelFigures>> {
  const between = steps.slice(1, -1).map(
    ({ name }, index): [string, Measure<FunnelFigures>] => [
      `step ${index + 1}`,
      {
        name: `As far as ${name}`,
        definition: 'reached',
        of: ({ entered, reached }) => (entered === 0 ? null : reached[index + 1]! / entered),
        words: percent,
        whole: false,
        better: 'more'
      }
    ]
  );
  return {
    conversion: { name: 'Conversion', definition: 'conversion', of: (f) => f.conversion, words: percent, whole: false, better: 'more' },
    ...Object.fromEntries(between),
    entered: { name: 'Entered', definition: 'entered', of: (f) => f.entered, words: whole, whole: true, better: 'more' },
    completed: { name: 'Completed', definition: 'completed', of: (f) => f.completed, words: whole, whole: true, better: 'more' }
  };
}

/** How much a number has changed: 0.25 is a quarter more; null where there is nothing to compare with. */
export function change(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1;
}
