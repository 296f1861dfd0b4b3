import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Attachment } from 'svelte/attachments';

use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, SVGRenderer]);

/** The page's styles give all words of charts the page's font, also those that no option reaches: tooltips. Here they are measured in it. */
const ruler = document.createElement('canvas').getContext('2d');
if (ruler) {
  setPlatformAPI({
    measureText(text, font = '12px sans-serif') {
      ruler.font = font.replace(/px .*$/, 'px Inter Variable, sans-serif');
      return ruler.measureText(text);
    }
  });
}

type Chart = ReturnType<typeof init>;
type Option = Parameters<Chart['setOption']>[0];

/** Something drawn that was clicked. */
export interface Clicked {
  /** Of its category. */
  name: string;
  series: string;
  /** Of its category, from 0; of a link its place among the links. */
  index: number;
  /** Whether it is a link between two. */
  edge: boolean;
}

/**
 * Draws a chart into an element and keeps it at the element's size.
 * @param option made anew whenever what it reads changes
 */
export function chart(option: () => Option, chosen: (clicked: Clicked) => void): Attachment<HTMLElement> {
  return drawing(option, (drawn) => {
    drawn.on('click', ({ name, seriesName, dataIndex, dataType }) =>
      chosen({ name, series: seriesName ?? '', index: dataIndex, edge: dataType === 'edge' })
    );
  });
}

/**
 * The same of curves, which are too thin to be hit: all above and below a point leads where the point does.
 * @param openable whether there is something behind a point
 */
export function curves(option: () => Option, openable: (index: number) => boolean, open: (index: number) => void): Attachment<HTMLElement> {
  return drawing(option, (drawn) => {
    /** Where nothing can be pointed at, the first touch tells the numbers, the second opens them. */
    let told: number | null = null;
    const pointed = (x: number, y: number): number | null => {
      if (!drawn.containPixel({ gridIndex: 0 }, [x, y])) return null;
      const [index] = drawn.convertFromPixel({ gridIndex: 0 }, [x, y]) as number[];
      return index !== undefined && openable(index) ? index : null;
    };
    const pad = drawn.getZr();
    pad.on('mousemove', ({ offsetX, offsetY }) => pad.setCursorStyle(pointed(offsetX, offsetY) === null ? 'default' : 'pointer'));
    pad.on('click', ({ offsetX, offsetY }) => {
      const index = pointed(offsetX, offsetY);
      const first = index !== told && matchMedia('(hover: none)').matches;
      told = index;
      if (index !== null && !first) open(index);
    });
  });
}

function drawing(option: () => Option, listen: (drawn: Chart) => void): Attachment<HTMLElement> {
  return (element) => {
    const drawn = init(element, undefined, { renderer: 'svg' });
    listen(drawn);
    const sized = new ResizeObserver(() => drawn.resize());
    sized.observe(element);
    $effect(() => drawn.setOption(option(), { notMerge: true }));
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  };
}
