import type { BreakdownGroup } from '$lib/api/metric-types';
import { duration } from '$lib/format/duration';
import { measures, type Measure } from './measures';

/** A column of numbers; its key is what the API sorts by. */
export type Column = Omit<Measure, 'of'> & { key: string; of: (group: BreakdownGroup) => number | null };

const timeOnPage: Column = {
  key: 'timeMedianMs',
  name: 'Time',
  definition: 'timeMedianMs',
  of: (group) => group.timeMedianMs,
  opens: measures.engagedMedianMs.opens,
  words: (value) => (value === null ? '–' : duration(value)),
  whole: false,
  better: 'neither'
};

const column = (key: keyof typeof measures): Column => ({ key, ...measures[key] });

export const sessionColumns: Column[] = [
  column('sessions'),
  column('visitors'),
  column('views'),
  column('engagedMedianMs'),
  column('bounce'),
  column('conversionRate')
];

/** Of a page: how often and how long it was seen. */
export const pageColumns: Column[] = [
  column('sessions'),
  column('visitors'),
  column('views'),
  timeOnPage,
  column('engagedMedianMs'),
  column('conversionRate')
];
