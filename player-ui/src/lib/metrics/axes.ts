import { resolved } from './palette';

/**
 * What all charts over time have in common; colours are read from the page.
 *
 * @param cuts what is said of a point beside its name, where it is pointed at
 */
export function overTime(points: readonly string[], cuts: readonly (string | null)[], whole: boolean, label?: (value: number) => string) {
  const soft = resolved('--text-soft');
  const line = resolved('--line');
  return {
    animationDuration: 200,
    textStyle: { fontFamily: 'Inter Variable, sans-serif' },
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category' as const,
      data: points.map((name, index) => (cuts[index] ? `${name} · ${cuts[index]}` : name)),
      axisLabel: { color: soft, hideOverlap: true, formatter: (told: string, index: number) => points[index] ?? told },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false }
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      minInterval: whole ? 1 : 0,
      axisLabel: { color: soft, formatter: label },
      splitLine: { lineStyle: { color: line } }
    }
  };
}
