import type { EChartsType } from "echarts/core";
import { html, nothing, render } from "lit-html";
import { api, type History, type Item, type Site } from "../api";
import { axisLook, chartIn, debounced, plotWidth, shownRange, timeAxis, tooltip, withGaps, type Option } from "../chart";
import { seriesNames, seriesTitle } from "../choose";
import { axisTitle, css, number, typeName, unitOf } from "../levels";
import type { View } from "../shell";
import { fromInput, iso, millis, moment, nextDay, toDate } from "../time";

const DAY = 86_400_000;
const MOST = 12;
// Okabe and Ito's colours, which colour-blind people tell apart, each with a dash and a symbol of its own as well.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#b04d8f", "#8a6d00", "#3a8fc2"];
const DASHES = ["solid", [8, 4], [2, 3]];
const SYMBOLS = ["circle", "triangle", "rect", "diamond", "roundRect", "pin"];

interface Shown {
  items: Item[];
  series: string[];
  from: string;
  to: string;
  since?: string;
  changes: boolean;
  history?: History;
  zoom?: [number, number];
  wrong?: string;
  busy: boolean;
}

export const view: View = async (element, site, route) => {
  const overview = await api.overview();
  const now = Date.parse(overview.at);
  const asked = route.query.getAll("series");
  const shown: Shown = {
    items: overview.instruments,
    series: asked.length ? asked.slice(0, MOST) : seriesNames(overview.instruments).slice(0, 3),
    from: route.query.get("from") ?? toDate(now - 14 * DAY),
    to: route.query.get("to") ?? toDate(now),
    since: route.query.get("since") ?? undefined,
    changes: route.query.has("since"),
    busy: false,
  };
  let chart: EChartsType | undefined;

  const draw = () => render(page(site, shown, actions), element);
  const redraw = () => {
    draw();
    if (chart) chart.setOption(option(shown, chart), { notMerge: true });
  };
  const remember = () => {
    const search = new URLSearchParams(shown.series.map((one) => ["series", one]));
    search.set("from", shown.from);
    search.set("to", shown.to);
    if (shown.changes) search.set("since", shown.since ?? shown.from);
    history.replaceState(undefined, "", `#/compare?${search}`);
  };
  const load = async () => {
    remember();
    if (!shown.series.length) {
      shown.history = undefined;
      redraw();
      return;
    }
    shown.busy = true;
    draw();
    try {
      const [from, to] = shown.zoom ?? [fromInput(shown.from)!, fromInput(nextDay(shown.to))!];
      shown.history = await api.history({
        series: shown.series,
        from: iso(from),
        to: iso(to),
        pixels: Math.round(plotWidth(chart!)),
        since: shown.changes ? (shown.since ?? shown.from) : undefined,
      });
      shown.wrong = undefined;
    } catch (error) {
      shown.wrong = error instanceof Error ? error.message : String(error);
    }
    shown.busy = false;
    redraw();
  };
  const actions: Actions = {
    add: (text) => {
      const series = seriesNames(shown.items).find((one) => one === text || seriesTitle(one) === text);
      if (!series || shown.series.includes(series) || shown.series.length >= MOST) return false;
      shown.series = [...shown.series, series];
      void load();
      return true;
    },
    remove: (series) => {
      shown.series = shown.series.filter((one) => one !== series);
      void load();
    },
    set: (change) => {
      Object.assign(shown, change, { zoom: undefined });
      void load();
    },
  };

  draw();
  chart = chartIn(element.querySelector<HTMLElement>(".chart")!);
  chart.on(
    "datazoom",
    debounced(200, () => {
      const range = shownRange(chart!);
      if (!range || (shown.zoom && range[0] === shown.zoom[0] && range[1] === shown.zoom[1])) return;
      shown.zoom = range;
      void load();
    }),
  );
  await load();
  return () => chart?.dispose();
};

interface Actions {
  add(text: string): boolean;
  remove(series: string): void;
  set(change: Partial<Shown>): void;
}

const page = (site: Site, shown: Shown, actions: Actions) => {
  const units = unitsOf(site, shown);
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`
    <section class="card">
      <header>
        <h1>Compare</h1>
        <p class="quiet">Up to ${MOST} instruments on one time axis</p>
      </header>
      <ul class="chips">
        ${shown.series.map(
          (series, index) => html`<li>
            <svg viewBox="0 0 26 10" width="26" height="10" aria-hidden="true">
              <line x1="0" y1="5" x2="26" y2="5" stroke=${COLOURS[index % COLOURS.length]} stroke-width="3" stroke-dasharray=${dash(index)} />
            </svg>
            <a href=${`#/instrument/${series.split("/").map(encodeURIComponent).join("/")}`}>${seriesTitle(series)}</a>
            <button class="plain" aria-label="Remove ${seriesTitle(series)}" @click=${() => actions.remove(series)}>×</button>
          </li>`,
        )}
      </ul>
      <div class="ranges">
        <label
          >Add
          <input
            list="all-series"
            placeholder="Borehole · type"
            @change=${(event: Event) => {
              if (actions.add(value(event))) (event.target as HTMLInputElement).value = "";
            }}
          />
        </label>
        <datalist id="all-series">
          ${seriesNames(shown.items).map((series) => html`<option value=${seriesTitle(series)}></option>`)}
        </datalist>
        <label>From <input type="date" .value=${shown.from} @change=${(event: Event) => actions.set({ from: value(event) })} /></label>
        <label>To <input type="date" .value=${shown.to} @change=${(event: Event) => actions.set({ to: value(event) })} /></label>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${shown.changes}
            @change=${(event: Event) => actions.set({ changes: (event.target as HTMLInputElement).checked })}
          />Change since</label
        >
        ${shown.changes
          ? html`<label
              ><span class="unseen">Change since</span
              ><input
                type="date"
                .value=${shown.since ?? shown.from}
                @change=${(event: Event) => actions.set({ since: value(event) })}
            /></label>`
          : nothing}
      </div>
    </section>
    <section class="card chart-card" aria-busy=${shown.busy ? "true" : "false"}>
      <header>
        <h2>${shown.changes ? "Change" : "Readings"}: ${units.some(Boolean) ? units.filter(Boolean).map(axisTitle).join(" and ") : "none to show"}</h2>
      </header>
      ${shown.wrong ? html`<p class="warning" role="alert">${shown.wrong}</p>` : nothing}
      ${units.length > 2
        ? html`<p class="quiet">More than two units: each further one has its own scale, and no axis of its own.</p>`
        : nothing}
      <div class="chart" role="img" aria-label="Readings of the chosen instruments; the table below says the same in words"></div>
    </section>
    <section class="card">
      <header><h2>In this time</h2></header>
      <div class="scroll" tabindex="0" role="region" aria-label="Figures of the chosen instruments">
        <table>
          <thead>
            <tr>
              <th scope="col">Borehole</th>
              <th scope="col" class="wide-only">Type</th>
              <th scope="col">Units</th>
              <th scope="col" class="num">Mean</th>
              <th scope="col" class="num">Min</th>
              <th scope="col" class="num">Max</th>
              ${shown.changes ? html`<th scope="col">Measured from</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${(shown.history?.series ?? []).map((series) => {
              const less = shown.changes ? (series.reference?.reading ?? 0) : 0;
              const samples = series.points.reduce((sum, point) => sum + point.samples, 0);
              const mean = series.points.reduce((sum, point) => sum + point.mean * point.samples, 0) / samples;
              return html`<tr>
                <th scope="row">${series.borehole_number}<span class="narrow-only quiet">${typeName(series.instrument)}</span></th>
                <td class="wide-only">${typeName(series.instrument)}</td>
                <td>${unitOf(unitsOfSeries(site, series.instrument))}</td>
                ${series.points.length
                  ? html`<td class="num">${number(mean - less)}</td>
                      <td class="num">${number(Math.min(...series.points.map((point) => point.low)) - less)}</td>
                      <td class="num">${number(Math.max(...series.points.map((point) => point.high)) - less)}</td>`
                  : html`<td colspan="3">no readings</td>`}
                ${shown.changes
                  ? html`<td>${series.reference ? `${number(series.reference.reading)} at ${moment(series.reference.at)}` : "nothing"}</td>`
                  : nothing}
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </section>
  `;
};

const dash = (index: number): string => {
  const form = DASHES[Math.floor(index / COLOURS.length) % DASHES.length];
  return Array.isArray(form) ? form.join(" ") : "";
};

let kinds: Site["types"] = [];

const unitsOfSeries = (site: Site, type: string): string => {
  kinds = site.types;
  return site.types.find((kind) => kind.instrument === type)?.units ?? "";
};

const unitsOf = (site: Site, shown: Shown): string[] => [
  ...new Set(shown.series.map((series) => unitsOfSeries(site, series.split("/")[0]))),
];

function option(shown: Shown, chart: EChartsType): Option {
  const answer = shown.history;
  const range: [number, number] = [fromInput(shown.from) ?? 0, fromInput(nextDay(shown.to)) ?? 1];
  const view = shown.zoom ?? range;
  const units = [...new Set((answer?.series ?? []).map((series) => unitsOfType(series.instrument)))];
  const axes = units.length ? units : [""];
  const bounds = shown.changes ? boundsOfChange(answer, units) : [];
  return {
    animation: false,
    grid: { left: 62, right: axes.length > 1 ? 66 : 18, top: 22, bottom: 76 },
    tooltip: {
      ...tooltip(),
      trigger: "axis",
      axisPointer: { type: "line", label: { show: false }, lineStyle: { color: css("--ink-2") } },
      formatter: (items: { seriesName: string; value: [number, number]; axisValue: number; seriesIndex: number }[]) =>
        items.length
          ? [
              moment(items[0].axisValue),
              ...items
                .filter((item) => item.value[1] !== null)
                .map((item) => `${item.seriesName}: ${number(item.value[1])} ${unitOf(unitsOfType(answer!.series[item.seriesIndex].instrument))}`),
            ].join("\n")
          : "",
    },
    xAxis: timeAxis(range[0], range[1], view, plotWidth(chart)),
    yAxis: axes.map((unit, index) => ({
      ...axisLook(),
      type: "value",
      scale: true,
      ...bounds[index],
      show: index < 2,
      position: index === 0 ? "left" : "right",
      name: unit && (shown.changes ? `Change of ${axisTitle(unit).toLowerCase().replace(/\(.*/, "")}(${unitOf(unit)})` : axisTitle(unit)),
      nameLocation: "middle",
      nameGap: 46,
      splitLine: { show: index === 0, lineStyle: { color: css("--grid") } },
      axisLabel: {
        ...axisLook().axisLabel,
        formatter: (value: number) => number(value),
        // The ends of such an axis are no round numbers.
        ...(shown.changes ? { showMinLabel: false, showMaxLabel: false } : {}),
      },
    })),
    dataZoom: [
      { type: "inside", startValue: view[0], endValue: view[1], minValueSpan: 60_000, filterMode: "none" },
      {
        type: "slider", startValue: view[0], endValue: view[1], height: 22, bottom: 8, showDataShadow: false,
        showDetail: false, brushSelect: false, borderColor: css("--line"), fillerColor: css("--filler"), filterMode: "none",
      },
    ],
    series: (answer?.series ?? []).map((series, index) => {
      const less = shown.changes ? (series.reference?.reading ?? 0) : 0;
      const form = DASHES[Math.floor(index / COLOURS.length) % DASHES.length];
      return {
        name: `${series.borehole_number} ${typeName(series.instrument)}`,
        type: "line",
        yAxisIndex: Math.max(0, units.indexOf(unitsOfType(series.instrument))),
        connectNulls: false,
        symbol: SYMBOLS[index % SYMBOLS.length],
        symbolSize: 7,
        showSymbol: series.points.length < 60,
        lineStyle: { color: COLOURS[index % COLOURS.length], width: 1.8, type: form },
        itemStyle: { color: COLOURS[index % COLOURS.length] },
        data: withGaps(series.points, answer!.millis_per_point).map((point) =>
          point ? [millis(point.at), point.mean - less] : [null, null],
        ),
      };
    }),
  } as unknown as Option;
}

const unitsOfType = (type: string): string => kinds.find((kind) => kind.instrument === type)?.units ?? "";

interface Bounds {
  min: number;
  max: number;
}

/** Bounds of each unit's axis that put "no change" of all of them at the same height. */
function boundsOfChange(answer: History | undefined, units: string[]): Bounds[] {
  const spans = units.map((unit) => {
    const changes = (answer?.series ?? [])
      .filter((series) => unitsOfType(series.instrument) === unit)
      .flatMap((series) => series.points.map((point) => point.mean - (series.reference?.reading ?? 0)));
    return changes.reduce((span, change) => ({ min: Math.min(span.min, change), max: Math.max(span.max, change) }), {
      min: 0,
      max: 0,
    });
  });
  const below = Math.max(0, ...spans.map(({ min, max }) => (max > min ? -min / (max - min) : 0)));
  const above = Math.max(0, ...spans.map(({ min, max }) => (max > min ? max / (max - min) : 0)));
  return spans.map(({ min, max }) => {
    const scale = 1.05 * Math.max(below ? -min / below : 0, above ? max / above : 0) || 1;
    return below + above > 0 ? { min: -below * scale, max: above * scale } : { min: -1, max: 1 };
  });
}
