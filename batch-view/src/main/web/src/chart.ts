import { LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { css } from "./levels";
import { iso, millis, ticks } from "./time";

use([
  LineChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type Option = Parameters<EChartsType["setOption"]>[0];

/** A chart that fills its element and follows its size. */
export function chartIn(element: HTMLElement): EChartsType {
  const chart = init(element, undefined, { renderer: "canvas" });
  new ResizeObserver(() => {
    if (!chart.isDisposed()) chart.resize();
  }).observe(element);
  return chart;
}

/** Tooltips are drawn on the canvas: markup would need inline styles, which the page forbids. */
export const tooltip = () => ({
  renderMode: "richText" as const,
  confine: true,
  backgroundColor: css("--surface"),
  borderColor: css("--line"),
  textStyle: { color: css("--ink"), fontSize: 12, lineHeight: 18, fontFamily: css("--font") },
});

export const axisLook = () => ({
  axisLine: { lineStyle: { color: css("--line") } },
  axisTick: { lineStyle: { color: css("--line") } },
  axisLabel: { color: css("--ink-2"), fontSize: 12, fontFamily: css("--font") },
  splitLine: { lineStyle: { color: css("--grid") } },
  nameTextStyle: { color: css("--ink-2"), fontSize: 12, fontFamily: css("--font") },
});

/** A time axis with marks on round times of the site; numbers are milliseconds since 1970. */
export function timeAxis(min: number, max: number, shown: [number, number], width: number) {
  const marks = ticks(shown[0], shown[1], Math.max(2, Math.floor(width / 75)));
  const labels = new Map(marks.map((mark) => [mark.at, mark.label]));
  const values = marks.map((mark) => mark.at);
  const look = axisLook();
  return {
    ...look,
    type: "value" as const,
    min,
    max,
    splitLine: { show: false },
    axisTick: { ...look.axisTick, customValues: values },
    axisLabel: {
      ...look.axisLabel,
      customValues: values,
      hideOverlap: true,
      formatter: (value: number) => labels.get(value) ?? "",
    },
  };
}

export const plotWidth = (chart: EChartsType): number => Math.max(100, chart.getWidth() - 80);

/** The part of the time axis that is in view. */
export function shownRange(chart: EChartsType): [number, number] | undefined {
  const zoom = (chart.getOption() as { dataZoom?: { startValue?: number; endValue?: number }[] }).dataZoom?.[0];
  return zoom?.startValue !== undefined && zoom.endValue !== undefined
    ? [zoom.startValue, zoom.endValue]
    : undefined;
}

/** Where points are further apart than the data's own rhythm allows, the line breaks. */
export function withGaps<T extends { at: string }>(points: T[], millisPerPoint: number): (T | undefined)[] {
  if (points.length < 3) return points;
  const times = points.map((point) => millis(point.at));
  const steps = times.slice(1).map((time, index) => time - times[index]).sort((a, b) => a - b);
  const usual = Math.max(steps[Math.floor(steps.length / 2)], millisPerPoint);
  const broken: (T | undefined)[] = [];
  points.forEach((point, index) => {
    if (index > 0 && times[index] - times[index - 1] > 4 * usual) broken.push(undefined);
    broken.push(point);
  });
  return broken;
}

/** The stretch to ask for so that a little panning needs no new question. */
export function withMargin([from, to]: [number, number], first: number, last: number): { from: string; to: string } {
  const margin = (to - from) / 4;
  return { from: iso(Math.max(first, from - margin)), to: iso(Math.min(last, to + margin)) };
}

export function debounced(wait: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}
