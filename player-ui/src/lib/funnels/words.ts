import type { Funnel, FunnelReport } from '$lib/api/metric-types';
import { counted } from '$lib/format/number';

/** What a funnel counts: one of them. */
export const countedOf = ({ withinDays }: Pick<Funnel, 'withinDays'>): string => (withinDays > 0 ? 'visitor' : 'session');

/** What its steps are to lie within. */
export const spanOf = ({ withinDays }: Pick<Funnel, 'withinDays'>): string =>
  withinDays > 0 ? `within ${counted(withinDays, 'day')} of a visitor’s first step` : 'within one visit';

/** All that were looked at, whether they entered or not. */
export const wholeOf = ({ sessions, visitors }: Pick<FunnelReport, 'sessions' | 'visitors'>): string =>
  visitors === null ? counted(sessions, 'session') : counted(visitors, 'visitor');
