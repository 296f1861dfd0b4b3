import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Attachment } from 'svelte/attachments';

use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, SVGRenderer]);

type Option = Parameters<ReturnType<typeof init>['setOption']>[0];

/**
 * Draws a chart into an element and keeps it at the element's size.
 * @param option made anew whenever what it reads changes
 * @param chosen called with the names of the category and of the series that were clicked
 */
export function chart(option: () => Option, chosen: (name: string, series: string) => void): Attachment<HTMLElement> {
  return (element) => {
    const drawn = init(element, undefined, { renderer: 'svg' });
    drawn.on('click', ({ name, seriesName }) => chosen(name, seriesName ?? ''));
    const sized = new ResizeObserver(() => drawn.resize());
    sized.observe(element);
    $effect(() => drawn.setOption(option(), { notMerge: true }));
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  };
}
