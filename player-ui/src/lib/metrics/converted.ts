import type { GoalReport, Overview } from '$lib/api/metric-types';

/**
 * What a site without a goal funnel takes for a conversion: goals by their names, the purchases it tracks, or nothing at all. Null where that
 * cannot be told: whether purchases were tracked is only seen from sessions that ended.
 */
export function convertedBy(goals: GoalReport | undefined, overview: Overview | undefined): string[] | 'purchases' | 'nothing' | null {
  if (!goals) return null;
  if (goals.items.length > 0) return goals.items.map(({ goal }) => goal.name);
  if (overview?.dropOff) return 'purchases';
  return overview && overview.endReasons.length > 0 ? 'nothing' : null;
}
