import type { Figures, Funnel, FunnelFigures } from '$lib/api/metric-types';
import type { Traits } from '$lib/filters/traits';
import type { Filters } from '$lib/filters/url';
import { duration } from '$lib/format/duration';
import { count, percent } from '$lib/format/number';

/** A number as it is shown and drawn. */
export interface Measure<F = Figures> {
  name: string;
  /** Its name among the answer's definitions. */
  definition: string;
  of: (figures: F) => number | null;
  words: (value: number | null) => string;
  /** The sessions it counts, by what a list is narrowed to, of a median those it is of; null where there are none. */
  opens: (value: number) => Partial<Filters> | null;
  /** Whether it is a count: then no axis is marked in halves. */
  whole: boolean;
  /** Whether more of it is better: colours the change. */
  better: 'more' | 'less' | 'neither';
}

const time = (value: number | null) => (value === null ? '–' : duration(value));
const whole = (value: number | null) => (value === null ? '–' : count(value));

const those = (narrowed: Partial<Filters>) => (value: number) => (value > 0 ? narrowed : null);
/** What medians are of: the ended ones, whatever the value is. */
const ended = (_: number): Partial<Filters> => ({ state: 'ended' });
/** Of ended sessions, a share: those of which it is. */
const ofEnded = (traits: Traits) => those({ state: 'ended', traits });

export const measures = {
  sessions: { name: 'Sessions', definition: 'sessions', of: (f) => f.sessions, opens: those({}), words: whole, whole: true, better: 'more' },
  visitors: { name: 'Visitors', definition: 'visitors', of: (f) => f.visitors, opens: those({}), words: whole, whole: true, better: 'more' },
  views: { name: 'Views', definition: 'views', of: (f) => f.views, opens: those({}), words: whole, whole: true, better: 'more' },
  engagedMedianMs: { name: 'Engaged time', definition: 'engagedMedianMs', of: (f) => f.engagedMedianMs, opens: ended, words: time, whole: false, better: 'more' },
  bounce: { name: 'Bounce', definition: 'bounce', of: (f) => f.bounce, opens: ofEnded({ bounced: ['bounce'] }), words: percent, whole: false, better: 'less' },
  bounceSingleView: { name: 'Bounce, single view', definition: 'bounceSingleView', of: (f) => f.bounceSingleView, opens: ofEnded({ bounced: ['bounceSingleView'] }), words: percent, whole: false, better: 'less' },
  bounceNotEngaged: { name: 'Bounce, not engaged', definition: 'bounceNotEngaged', of: (f) => f.bounceNotEngaged, opens: ofEnded({ bounced: ['bounceNotEngaged'] }), words: percent, whole: false, better: 'less' },
  dropOff: { name: 'Drop-off', definition: 'dropOff', of: (f) => f.dropOff, opens: ofEnded({ converted: ['false'] }), words: percent, whole: false, better: 'less' },
  conversionRate: { name: 'Conversion', definition: 'conversionRate', of: (f) => f.conversionRate, opens: ofEnded({ converted: ['true'] }), words: percent, whole: false, better: 'more' }
} satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

/** Of a funnel: how many got to its end, and to each step on the way there. A share opens those that got there. */
export function funnelMeasures({ id, steps }: Funnel): Record<string, Measure<FunnelFigures>> {
  const reached = (step: number) => those({ within: { of: 'funnel', funnel: id, step, stopped: false } });
  const last = reached(steps.length - 1);
  const between = steps.slice(1, -1).map(
    ({ name }, index): [string, Measure<FunnelFigures>] => [
      `step ${index + 1}`,
      {
        name: `As far as ${name}`,
        definition: 'reached',
        of: ({ entered, reached }) => (entered === 0 ? null : reached[index + 1]! / entered),
        opens: reached(index + 1),
        words: percent,
        whole: false,
        better: 'more'
      }
    ]
  );
  return {
    conversion: { name: 'Conversion', definition: 'conversion', of: (f) => f.conversion, opens: last, words: percent, whole: false, better: 'more' },
    ...Object.fromEntries(between),
    entered: { name: 'Entered', definition: 'entered', of: (f) => f.entered, opens: reached(0), words: whole, whole: true, better: 'more' },
    completed: { name: 'Completed', definition: 'completed', of: (f) => f.completed, opens: last, words: whole, whole: true, better: 'more' }
  };
}

/** How much a number has changed: 0.25 is a quarter more; null where there is nothing to compare with. */
export function change(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1;
}
