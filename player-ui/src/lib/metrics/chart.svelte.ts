import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Attachment } from 'svelte/attachments';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

type Option = Parameters<ReturnType<typeof init>['setOption']>[0];

/**
 * Draws a chart into an element and keeps it at the element's size.
 * @param option made anew whenever what it reads changes
 * @param chosen called with the name of the category that was clicked
 */
export function chart(option: () => Option, chosen: (name: string) => void): Attachment<HTMLElement> {
  return (element) => {
    const drawn = init(element, undefined, { renderer: 'svg' });
    drawn.on('click', ({ name }) => chosen(name));
    const sized = new ResizeObserver(() => drawn.resize());
    sized.observe(element);
    $effect(() => drawn.setOption(option(), { notMerge: true }));
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  };
}
