import type { EChartsType } from "echarts/core";
import { html, nothing, render } from "lit-html";
import { api, query, type Change, type History, type Instrument, type LimitSpan, type Point, type Site } from "../api";
import {
  axisLook,
  chartIn,
  debounced,
  plotWidth,
  shownRange,
  timeAxis,
  tooltip,
  withGaps,
  withMargin,
  type Option,
} from "../chart";
import { axisTitle, colourOf, css, LOOKS, number, reading, shape, stateOf, typeName, unitOf, type State } from "../levels";
import { announce, type View } from "../shell";
import { ago, fromInput, iso, millis, moment, toInput } from "../time";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEAST = HOUR / 6;
const PRESETS: [string, number][] = [
  ["6 h", 6 * HOUR],
  ["Day", DAY],
  ["Week", 7 * DAY],
  ["Month", 31 * DAY],
  ["Year", 366 * DAY],
];
const MOST_TABLE_ROWS = 300;

interface Shown {
  instrument: Instrument;
  history?: History;
  range: [number, number];
  first: number;
  last: number;
  fitLimits: boolean;
  busy: boolean;
  wrong?: string;
}

export const view: View = async (element, _site: Site, route) => {
  const [, type, borehole] = route.path;
  const series = `${type}/${borehole}`;
  const instrument = await api.instrument(type, borehole);
  const last = millis(instrument.last) + 10_000;
  // Of an instrument that has just begun, the minutes before are empty, not those to come.
  const first = Math.min(millis(instrument.first), last - LEAST);
  const shown: Shown = {
    instrument,
    first,
    last,
    range: [Math.max(first, last - 7 * DAY), last],
    fitLimits: true,
    busy: false,
  };
  let chart: EChartsType | undefined;
  let asking: AbortController | undefined;

  const draw = () => render(page(series, shown, actions), element);
  const redraw = () => {
    draw();
    chart?.setOption(option(shown, plotWidth(chart)), { replaceMerge: ["series"] });
  };
  const load = async () => {
    asking?.abort();
    asking = new AbortController();
    shown.busy = true;
    draw();
    try {
      shown.history = await api.history(
        { series, pixels: Math.round(plotWidth(chart!) * 1.5), ...withMargin(shown.range, first, last) },
        asking.signal,
      );
      shown.wrong = undefined;
      shown.busy = false;
      redraw();
    } catch (error) {
      if (error instanceof DOMException) return;
      shown.busy = false;
      shown.wrong = error instanceof Error ? error.message : String(error);
      draw();
    }
  };
  const go = (from: number, to: number) => {
    const length = Math.min(Math.max(to - from, 60_000), last - first);
    const start = Math.min(Math.max(from, first), last - length);
    shown.range = [start, start + length];
    redraw();
    void load();
    announce(`${moment(start)} to ${moment(start + length)}`);
  };
  const actions: Actions = {
    go,
    move: (part) => go(shown.range[0] + part * length(shown), shown.range[1] + part * length(shown)),
    zoom: (factor) => {
      const middle = (shown.range[0] + shown.range[1]) / 2;
      const half = (length(shown) * factor) / 2;
      go(middle - half, middle + half);
    },
    fitLimits: (fit) => {
      shown.fitLimits = fit;
      redraw();
    },
  };

  draw();
  chart = chartIn(element.querySelector<HTMLElement>(".chart")!);
  const moved = debounced(150, () => {
    const range = shownRange(chart!);
    if (!range || (range[0] === shown.range[0] && range[1] === shown.range[1])) return;
    shown.range = range;
    redraw();
    void load();
  });
  chart.on("datazoom", moved);
  redraw();
  await load();
  const refresh = setInterval(() => void follow(), 15_000);
  const follow = async () => {
    const atTheEnd = shown.range[1] >= shown.last - 1000;
    const now = await api.instrument(type, borehole).catch(() => undefined);
    if (!now || now.last === shown.instrument.last) return;
    shown.instrument = now;
    const grown = millis(now.last) + 10_000 - shown.last;
    shown.last += grown;
    if (atTheEnd) go2(grown);
  };
  const go2 = (grown: number) => {
    shown.range = [shown.range[0] + grown, shown.range[1] + grown];
    redraw();
    void load();
  };
  return () => {
    clearInterval(refresh);
    asking?.abort();
    chart?.dispose();
  };
};

const length = (shown: Shown): number => shown.range[1] - shown.range[0];

interface Actions {
  go(from: number, to: number): void;
  move(part: number): void;
  zoom(factor: number): void;
  fitLimits(fit: boolean): void;
}

/** A baseline is in the units of the instrument; a calibration has units of its own in each factor. */
const changeText = (change: Change, units: string): string =>
  change.kind === "baseline" ? `${change.text} ${unitOf(units)}` : change.text;

const page = (series: string, shown: Shown, actions: Actions) => {
  const { latest, stale_after_seconds: staleAfter, changes } = shown.instrument;
  const stale = staleAfter !== undefined && Date.now() - millis(latest.ts) > staleAfter * 1000;
  const state = stateOf({ ...latest, stale });
  const points = shown.history?.series[0]?.points ?? [];
  const inView = points.filter((point) => millis(point.at) >= shown.range[0] && millis(point.at) < shown.range[1]);
  const edge = (which: 0 | 1) => (event: Event) => {
    const time = fromInput((event.target as HTMLInputElement).value);
    if (time === undefined) return;
    if (which === 0) actions.go(time, Math.max(shown.range[1], time + 60_000));
    else actions.go(Math.min(shown.range[0], time - 60_000), time);
  };
  return html`
    <section class="card head-card">
      <div>
        <p class="crumb"><a href="#/">Overview</a> / ${typeName(latest.instrument)}</p>
        <h1>${latest.borehole_number}</h1>
      </div>
      <dl class="facts">
        <div><dt>Level</dt><dd>${shape(state)} ${LOOKS[state].label}</dd></div>
        <div><dt>Last reading</dt><dd>${reading(latest.reading, latest.units)}</dd></div>
        <div><dt>Read</dt><dd title=${moment(latest.ts)}>${ago(latest.ts, Date.now())}</dd></div>
        ${latest.easting === undefined
          ? nothing
          : html`<div><dt>Easting, northing (m)</dt><dd>${number(latest.easting)}, ${number(latest.northing ?? 0)}</dd></div>`}
        ${latest.surface_level === undefined
          ? nothing
          : html`<div><dt>Surface level (m)</dt><dd>${number(latest.surface_level)}</dd></div>`}
      </dl>
    </section>

    <section class="card chart-card" aria-busy=${shown.busy ? "true" : "false"}>
      <header>
        <h2>${axisTitle(latest.units)}</h2>
        <div class="toolbar" role="toolbar" aria-label="Time shown">
          ${PRESETS.map(
            ([label, long]) => html`<button
              class="plain"
              aria-pressed=${Math.abs(length(shown) - long) < long / 50 ? "true" : "false"}
              @click=${() => actions.go(shown.range[1] - long, shown.range[1])}
            >
              ${label}
            </button>`,
          )}
          <button class="plain" @click=${() => actions.go(shown.first, shown.last)}>All</button>
          <span class="between"></span>
          <button class="plain" aria-label="Earlier" @click=${() => actions.move(-0.5)}>◀</button>
          <button class="plain" aria-label="Zoom in" @click=${() => actions.zoom(0.5)}>+</button>
          <button class="plain" aria-label="Zoom out" @click=${() => actions.zoom(2)}>−</button>
          <button class="plain" aria-label="Later" @click=${() => actions.move(0.5)}>▶</button>
        </div>
      </header>
      <div class="ranges">
        <label>From <input type="datetime-local" .value=${toInput(shown.range[0])} @change=${edge(0)} /></label>
        <label>To <input type="datetime-local" .value=${toInput(shown.range[1])} @change=${edge(1)} /></label>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${shown.fitLimits}
            @change=${(event: Event) => actions.fitLimits((event.target as HTMLInputElement).checked)}
          />
          Keep limits in view</label
        >
      </div>
      <div class="chart" role="img" aria-label=${described(shown)}></div>
      ${shown.wrong ? html`<p class="warning" role="alert">${shown.wrong}</p>` : nothing}
      <p class="quiet">
        ${shown.history
          ? `Each point: ${span(shown.history)}. The band is the least and the greatest single reading, the line the mean.`
          : "Reading the history…"}
      </p>
    </section>

    <section class="card">
      <header><h2>Export</h2></header>
      <p class="downloads">
        ${["csv", "parquet", "ags"].map(
          (format) => html`<a
            class="button"
            download
            href=${`api/export/records.${format}${query({
              instrument: latest.instrument,
              borehole: latest.borehole_number,
              from: iso(shown.range[0]),
              to: iso(shown.range[1]),
            })}`}
            >${format === "ags" ? "AGS4" : format === "csv" ? "CSV" : "Parquet"} of this view</a
          >`,
        )}
        <a class="button plain" href=${`#/compare?series=${encodeURIComponent(series)}`}>Compare with others</a>
      </p>
    </section>

    ${changes.length
      ? html`<section class="card">
          <header><h2>Baseline and calibration</h2></header>
          <ul class="changes">
            ${changes.map(
              (change) => html`<li><strong>${changeText(change, latest.units)}</strong> <span class="quiet">${change.at ? `from ${moment(change.at)}` : "always"}</span></li>`,
            )}
          </ul>
        </section>`
      : nothing}

    <details class="card">
      <summary>The readings in view as a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Readings">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col" class="num">Mean (${unitOf(latest.units)})</th>
              <th scope="col" class="num">Min (${unitOf(latest.units)})</th>
              <th scope="col" class="num">Max (${unitOf(latest.units)})</th>
              <th scope="col" class="num">Readings</th>
              <th scope="col">Level</th>
              <th scope="col">Marks</th>
            </tr>
          </thead>
          <tbody>
            ${inView.slice(-MOST_TABLE_ROWS).map(
              (point) => html`<tr>
                <th scope="row">${moment(point.at)}</th>
                <td class="num">${number(point.mean)}</td>
                <td class="num">${number(point.low)}</td>
                <td class="num">${number(point.high)}</td>
                <td class="num">${point.samples}</td>
                <td>${shape(point.level)} ${LOOKS[point.level].label}</td>
                <td>${marks(point)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${inView.length > MOST_TABLE_ROWS ? html`<p class="quiet">The last ${MOST_TABLE_ROWS} of ${inView.length}.</p>` : nothing}
    </details>
  `;
};

const marks = (point: Point): string =>
  [point.corrected ? `${point.corrected} corrected` : "", point.late ? `${point.late} late` : ""].filter(Boolean).join(", ");

function span(history: History): string {
  const seconds = history.millis_per_point / 1000;
  const long =
    seconds < 120 ? `${Math.round(seconds)} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
  return history.grain === "record" && seconds < 10 ? "one record of 10 s" : long;
}

function described(shown: Shown): string {
  const points = shown.history?.series[0]?.points ?? [];
  const units = shown.instrument.latest.units;
  if (!points.length) return "No readings in this time";
  const low = Math.min(...points.map((point) => point.low));
  const high = Math.max(...points.map((point) => point.high));
  return `${shown.instrument.latest.borehole_number} from ${moment(shown.range[0])} to ${moment(shown.range[1])}: between ${reading(low, units)} and ${reading(high, units)}`;
}

interface Line {
  level: State;
  value: number;
  from: number;
  to: number;
  side: "above" | "below";
}

/** The lines that cross the range, cut to it: a line that begins outside of the view would not be drawn. */
export function limitLines(spans: LimitSpan[], range: [number, number]): Line[] {
  return spans.flatMap((one) =>
    (["alert", "action", "alarm"] as const).flatMap((level) =>
      (["above", "below"] as const).flatMap((side) => {
        const value = one.limits[level]?.[side];
        const from = Math.max(range[0], millis(one.from));
        const to = Math.min(range[1], millis(one.to));
        return value === undefined || from >= to ? [] : [{ level, side, value, from, to }];
      }),
    ),
  );
}

const DASHES: Record<string, number[]> = { alert: [3, 4], action: [8, 4], alarm: [1, 0] };

function option(shown: Shown, width: number): Option {
  const { latest, changes } = shown.instrument;
  const history = shown.history;
  const series = history?.series[0];
  const points = withGaps(series?.points ?? [], history?.millis_per_point ?? 0);
  const limits = limitLines(series?.limits ?? [], shown.range);
  const unit = unitOf(latest.units);
  const at = (point: Point | undefined, value: (point: Point) => number) =>
    point ? [millis(point.at), value(point)] : [null, null];
  const flagged = (of: (point: Point) => number) => (series?.points ?? []).filter((point) => of(point) > 0);
  const line = css("--accent");
  return {
    animation: false,
    grid: { left: 62, right: 18, top: 40, bottom: 76 },
    legend: { top: 0, right: 10, textStyle: { color: css("--ink-2") }, data: ["Mean", "Min to max", "Corrected", "Late"], itemWidth: 16 },
    tooltip: {
      ...tooltip(),
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: css("--ink-2") }, label: { show: false } },
      formatter: (items: { data: { point?: Point } }[]) => {
        const point = items.map((item) => item.data?.point).find(Boolean);
        if (!point) return "";
        return [
          moment(point.at),
          `${number(point.mean)} ${unit}  (${number(point.low)} to ${number(point.high)})`,
          `${LOOKS[point.level].label}, ${point.samples} reading${point.samples === 1 ? "" : "s"}`,
          marks(point),
        ]
          .filter(Boolean)
          .join("\n");
      },
    },
    xAxis: timeAxis(shown.first, shown.last, shown.range, width),
    yAxis: {
      ...axisLook(),
      type: "value",
      name: axisTitle(latest.units),
      nameLocation: "middle",
      nameGap: 46,
      scale: true,
      min: (value: { min: number; max: number }) => edge(shown, limits, value, "min"),
      max: (value: { min: number; max: number }) => edge(shown, limits, value, "max"),
      axisLabel: { ...axisLook().axisLabel, formatter: (value: number) => number(value), showMinLabel: false, showMaxLabel: false },
    },
    dataZoom: [
      { type: "inside", startValue: shown.range[0], endValue: shown.range[1], minValueSpan: 60_000, filterMode: "none" },
      {
        type: "slider",
        startValue: shown.range[0],
        endValue: shown.range[1],
        height: 22,
        bottom: 8,
        showDataShadow: false,
        showDetail: false,
        brushSelect: false,
        borderColor: css("--line"),
        fillerColor: css("--filler"),
        filterMode: "none",
      },
    ],
    series: [
      {
        name: "low",
        type: "line",
        stack: "band",
        stackStrategy: "all",
        symbol: "none",
        silent: true,
        lineStyle: { opacity: 0 },
        data: points.map((point) => at(point, (one) => one.low)),
        tooltip: { show: false },
      },
      {
        name: "Min to max",
        type: "line",
        stack: "band",
        stackStrategy: "all",
        symbol: "none",
        silent: true,
        lineStyle: { opacity: 0 },
        itemStyle: { color: line },
        areaStyle: { color: line, opacity: 0.22 },
        data: points.map((point) => at(point, (one) => one.high - one.low)),
      },
      {
        name: "Mean",
        type: "line",
        symbol: "none",
        showSymbol: false,
        connectNulls: false,
        lineStyle: { color: line, width: 1.8 },
        itemStyle: { color: line },
        z: 3,
        data: points.map((point) => ({ value: at(point, (one) => one.mean), point })),
        markLine: {
          silent: true,
          symbol: "none",
          animation: false,
          data: [
            ...limits.map((limit) => [
              {
                coord: [limit.from, limit.value],
                lineStyle: { color: colourOf(limit.level), type: DASHES[limit.level], width: 1.5 },
                label: {
                  show: true,
                  position: "insideEndTop",
                  formatter: `${LOOKS[limit.level].label} ${limit.side} ${number(limit.value)} ${unit}`,
                  color: colourOf(limit.level),
                  fontSize: 11,
                },
              },
              { coord: [limit.to, limit.value] },
            ]),
            ...changes.filter((change) => inRange(change, shown.range)).map((change) => ({
              xAxis: millis(change.at!),
              lineStyle: { color: css("--ink-2"), type: "dotted", width: 1.5 },
              label: { show: true, position: "insideEndTop", formatter: changeText(change, latest.units), color: css("--ink-2"), fontSize: 11 },
            })),
          ],
        },
      },
      {
        name: "Corrected",
        type: "scatter",
        symbol: "diamond",
        symbolSize: 8,
        itemStyle: { color: css("--surface"), borderColor: css("--corrected"), borderWidth: 1.8 },
        z: 5,
        data: flagged((point) => point.corrected).map((point) => ({ value: at(point, (one) => one.mean), point })),
      },
      {
        name: "Late",
        type: "scatter",
        symbol: "triangle",
        symbolSize: 8,
        symbolRotate: 180,
        itemStyle: { color: css("--late"), borderColor: css("--surface"), borderWidth: 1 },
        z: 5,
        data: flagged((point) => point.late).map((point) => ({ value: at(point, (one) => one.mean), point })),
      },
    ],
  } as unknown as Option;
}

const inRange = (change: Change, range: [number, number]): boolean =>
  change.at !== undefined && millis(change.at) >= range[0] && millis(change.at) < range[1];

/** The scale holds the readings in view, and the limits that count in it where they are wanted. */
function edge(shown: Shown, limits: Line[], value: { min: number; max: number }, which: "min" | "max"): number {
  const inView = (shown.history?.series[0]?.points ?? []).filter((point) => {
    const at = millis(point.at);
    return at >= shown.range[0] && at <= shown.range[1];
  });
  const values = inView.flatMap((point) => [point.low, point.high]);
  if (shown.fitLimits) {
    values.push(...limits.map((limit) => limit.value));
  }
  const low = values.length ? Math.min(...values) : value.min;
  const high = values.length ? Math.max(...values) : value.max;
  const margin = (high - low || 1) * 0.06;
  return which === "min" ? low - margin : high + margin;
}
