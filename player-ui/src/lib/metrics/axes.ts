import { resolved } from './palette';

/** What all charts over time have in common; colours are read from the page. */
export function overTime(points: readonly string[], whole: boolean, label?: (value: number) => string) {
  const soft = resolved('--text-soft');
  const line = resolved('--line');
  return {
    animationDuration: 200,
    textStyle: { fontFamily: 'Inter Variable, sans-serif' },
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category' as const,
      data: [...points],
      axisLabel: { color: soft, hideOverlap: true },
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
