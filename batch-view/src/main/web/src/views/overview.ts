import type { EChartsType } from "echarts/core";
import { html, nothing, render } from "lit-html";
import { api, type Alert, type Item, type Overview, type Site } from "../api";
import { axisLook, chartIn, tooltip, type Option } from "../chart";
import { colourOf, css, LOOKS, number, reading, shape, STATES, stateOf, typeName, type State } from "../levels";
import { liveUpdates } from "../live";
import { announce, type View } from "../shell";
import { ago, moment } from "../time";
import { acknowledgeDialog } from "./acknowledge";

interface Shown {
  overview: Overview;
  alerts: Alert[];
  next?: string;
  state?: State;
  type?: string;
  text: string;
  live: boolean;
}

const MOST_ROWS = 150;

export const instrumentLink = (item: { instrument: string; borehole_number: string }): string =>
  `#/instrument/${encodeURIComponent(item.instrument)}/${encodeURIComponent(item.borehole_number)}`;

export const view: View = async (element, site) => {
  const [overview, first] = await Promise.all([api.overview(), api.alerts({ limit: 20 })]);
  const shown: Shown = { overview, alerts: first.alerts, next: first.next, text: "", live: false };
  let plan: EChartsType | undefined;

  const draw = () => {
    render(page(site, shown, actions), element);
    plan ??= planIn(element.querySelector<HTMLElement>(".plan")!);
    plan.setOption(planOption(shown, plan.getWidth(), plan.getHeight()), { replaceMerge: ["series"] });
  };
  const actions = {
    state: (state?: State) => {
      shown.state = shown.state === state ? undefined : state;
      draw();
    },
    type: (type: string) => {
      shown.type = type || undefined;
      draw();
    },
    text: (text: string) => {
      shown.text = text;
      draw();
    },
    more: async () => {
      const page = await api.alerts({ limit: 50, after: shown.next });
      shown.alerts = [...shown.alerts, ...page.alerts];
      shown.next = page.next;
      draw();
    },
    acknowledge: (alert: Alert) =>
      acknowledgeDialog(site, alert, async () => {
        announce("Acknowledged");
        await refreshAlerts();
      }),
  };
  const refreshAlerts = async () => {
    const page = await api.alerts({ limit: Math.max(20, Math.min(500, shown.alerts.length)) });
    shown.alerts = page.alerts;
    shown.next = page.next;
    shown.overview = { ...shown.overview, open_alerts: (await api.overview()).open_alerts };
    draw();
  };

  const stop = liveUpdates({
    connected: (live) => {
      shown.live = live;
      draw();
    },
    update: (update) => {
      const newAlerts = update.open_alerts !== shown.overview.open_alerts;
      shown.overview = { ...update, instruments: merged(shown.overview.instruments, update.instruments) };
      if (newAlerts) {
        announce(`${update.open_alerts} alerts are open`);
        void refreshAlerts().catch(() => undefined);
      }
      draw();
    },
  });

  draw();
  return () => {
    stop();
    plan?.dispose();
  };
};

const key = (item: Item) => `${item.instrument}/${item.borehole_number}`;

function merged(before: Item[], changed: Item[]): Item[] {
  const items = new Map(before.map((item) => [key(item), item]));
  for (const item of changed) items.set(key(item), item);
  return [...items.values()];
}

const chosen = (shown: Shown): Item[] =>
  shown.overview.instruments.filter(
    (item) =>
      (!shown.state || stateOf(item) === shown.state) &&
      (!shown.type || item.instrument === shown.type) &&
      (!shown.text || item.borehole_number.toLowerCase().includes(shown.text.toLowerCase())),
  );

interface Actions {
  state(state?: State): void;
  type(type: string): void;
  text(text: string): void;
  more(): Promise<void>;
  acknowledge(alert: Alert): void;
}

const page = (site: Site, shown: Shown, actions: Actions) => {
  const now = Date.parse(shown.overview.at);
  const items = chosen(shown).sort(byUrgency);
  return html`
    <h1 class="unseen">Overview of ${site.name}</h1>
    <section class="counts" aria-label="Instruments by level">
      ${STATES.map(
        (state) => html`<button
          class="count ${state}"
          aria-pressed=${shown.state === state ? "true" : "false"}
          @click=${() => actions.state(state)}
        >
          <span class="what">${shape(state)} ${LOOKS[state].label}</span>
          <span class="many">${shown.overview.counts[state] ?? 0}</span>
        </button>`,
      )}
      <div class="count total">
        <span class="what">Instruments</span>
        <span class="many">${shown.overview.instruments.length}</span>
      </div>
    </section>

    <section class="card plan-card">
      <header>
        <h2>Plan of the site</h2>
        <p class="live ${shown.live ? "on" : "off"}">
          <span class="dot" aria-hidden="true"></span>${shown.live ? "Live" : "Waiting for the site"}
          <span class="quiet">· ${moment(shown.overview.at)}</span>
        </p>
      </header>
      <div class="plan" role="img" aria-label="Instruments by easting and northing; the list below says the same in words"></div>
      <p class="legend">${STATES.map((state) => html`<span>${shape(state)} ${LOOKS[state].label}</span>`)}</p>
    </section>

    <section class="card alerts-card">
      <header>
        <h2>Alert log</h2>
        <p class="quiet">${shown.overview.open_alerts} open</p>
      </header>
      ${shown.alerts.length === 0 ? html`<p class="empty">No alert so far.</p>` : nothing}
      <ul class="alerts">
        ${shown.alerts.map((alert) => alertRow(alert, site, shown.overview.at, actions))}
      </ul>
      ${shown.next ? html`<button class="plain" @click=${() => void actions.more()}>Older alerts</button>` : nothing}
    </section>

    <section class="card list-card">
      <header>
        <h2>Instruments</h2>
        <div class="filters">
          <label
            >Type
            <select @change=${(event: Event) => actions.type((event.target as HTMLSelectElement).value)}>
              <option value="">All types</option>
              ${site.types.map(
                (type) => html`<option value=${type.instrument} ?selected=${shown.type === type.instrument}>
                  ${typeName(type.instrument)}
                </option>`,
              )}
            </select></label
          >
          <label
            >Borehole
            <input
              type="search"
              placeholder="BH-…"
              .value=${shown.text}
              @input=${(event: Event) => actions.text((event.target as HTMLInputElement).value)}
          /></label>
        </div>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label="Instruments">
        <table>
          <thead>
            <tr>
              <th scope="col">Borehole</th>
              <th scope="col" class="wide-only">Type</th>
              <th scope="col">Level</th>
              <th scope="col" class="num">Reading</th>
              <th scope="col" class="wide-only">Last read</th>
            </tr>
          </thead>
          <tbody>
            ${items.slice(0, MOST_ROWS).map(
              (item) => html`<tr>
                <th scope="row"><a href=${instrumentLink(item)}>${item.borehole_number}</a><span class="narrow-only quiet">${typeName(item.instrument)}</span></th>
                <td class="wide-only">${typeName(item.instrument)}</td>
                <td>${shape(stateOf(item))} ${LOOKS[stateOf(item)].label}</td>
                <td class="num">${reading(item.reading, item.units)}<span class="narrow-only quiet">${ago(item.ts, now)}</span></td>
                <td class="wide-only" title=${moment(item.ts)}>${ago(item.ts, now)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${items.length > MOST_ROWS
        ? html`<p class="quiet">The ${MOST_ROWS} most urgent of ${items.length}; narrow by type or borehole to see others.</p>`
        : nothing}
    </section>

    ${shown.overview.progress
      ? html`<p class="conservation">
          ${number(shown.overview.progress.received)} received = ${number(shown.overview.progress.averaged)} averaged +
          ${number(shown.overview.progress.duplicate)} duplicate + ${number(shown.overview.progress.rejected)} rejected
        </p>`
      : nothing}
  `;
};

const byUrgency = (a: Item, b: Item): number =>
  STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) ||
  a.instrument.localeCompare(b.instrument) ||
  a.borehole_number.localeCompare(b.borehole_number, "en", { numeric: true });

function alertRow(alert: Alert, site: Site, at: string, actions: Actions) {
  const units = site.types.find((type) => type.instrument === alert.instrument)?.units ?? "";
  const state = alert.kind === "stale" && alert.to_level === "stale" ? "stale" : alert.to_level;
  const rising = alert.kind === "stale" || alert.to_level !== "normal";
  return html`<li class=${alert.acknowledged_at ? "seen" : rising ? "open" : "calm"}>
    <span class="mark">${shape(state)}</span>
    <div class="said">
      <p>
        <a href=${instrumentLink(alert)}>${alert.borehole_number}</a>
        <span class="quiet">${typeName(alert.instrument)}</span>
        <strong class="to ${state}">${words(alert)}</strong>
        ${alert.late ? html`<span class="tag" title="Raised by data that came in late">late</span>` : nothing}
      </p>
      <p class="quiet" title=${moment(alert.at)}>
        ${moment(alert.at)} · ${ago(alert.at, Date.parse(at))}${alert.reading === undefined
          ? nothing
          : html` · ${reading(alert.reading, units)}`}
      </p>
      ${alert.acknowledged_at
        ? html`<p class="ack">
            ✓ ${alert.acknowledged_by}${alert.acknowledged_verified ? nothing : html` <span class="quiet">(own word)</span>`}
            <span class="quiet">${moment(alert.acknowledged_at)}</span>
            ${alert.comment ? html`<q>${alert.comment}</q>` : nothing}
          </p>`
        : nothing}
    </div>
    ${rising || alert.acknowledged_at
      ? html`<button
          class="plain"
          aria-label="Acknowledge ${alert.borehole_number}, ${words(alert)}"
          @click=${() => actions.acknowledge(alert)}
        >
          ${alert.acknowledged_at ? "Add a word" : "Acknowledge"}
        </button>`
      : nothing}
  </li>`;
}

function words(alert: Alert): string {
  if (alert.kind === "stale") return alert.to_level === "stale" ? "went silent" : "is back";
  return `${alert.from_level} → ${alert.to_level}`;
}

function planIn(element: HTMLElement): EChartsType {
  const chart = chartIn(element);
  chart.on("click", (event) => {
    const item = (event.data as { item?: Item } | undefined)?.item;
    if (item) location.hash = instrumentLink(item);
  });
  return chart;
}

const PLAN_GRID = { left: 64, right: 18, top: 26, bottom: 44 };

/** A metre east is as long as a metre north: the longer side of the site fills the plan. */
function planRanges(placed: Item[], width: number, height: number) {
  const span = (values: number[]) => (values.length ? { min: Math.min(...values), max: Math.max(...values) } : { min: 0, max: 1 });
  const x = span(placed.map((item) => item.easting!));
  const y = span(placed.map((item) => item.northing!));
  const wide = Math.max(1, width - PLAN_GRID.left - PLAN_GRID.right);
  const high = Math.max(1, height - PLAN_GRID.top - PLAN_GRID.bottom);
  const metresPerPixel = Math.max((x.max - x.min) / wide, (y.max - y.min) / high, 0.02) * 1.12;
  const around = ({ min, max }: { min: number; max: number }, pixels: number) => ({
    min: (min + max - metresPerPixel * pixels) / 2,
    max: (min + max + metresPerPixel * pixels) / 2,
  });
  return { x: around(x, wide), y: around(y, high) };
}

function planOption(shown: Shown, width: number, height: number): Option {
  const placed = shown.overview.instruments.filter((item) => item.easting !== undefined && item.northing !== undefined);
  const visible = new Set(chosen(shown));
  const ranges = planRanges(placed, width, height);
  const label = (value: number) => (Math.round(value / 10) * 10).toLocaleString("en-GB").replace(/,/g, " ");
  const axis = (name: string, range: { min: number; max: number }) => ({
    ...axisLook(),
    type: "value" as const,
    name,
    nameLocation: "middle" as const,
    ...range,
    splitNumber: 5,
    axisLabel: { ...axisLook().axisLabel, hideOverlap: true, formatter: label, showMinLabel: false, showMaxLabel: false },
  });
  return {
    animation: false,
    grid: PLAN_GRID,
    aria: { enabled: true },
    tooltip: {
      ...tooltip(),
      trigger: "item",
      formatter: (point: { data: { item: Item } }) => {
        const item = point.data.item;
        return `${item.borehole_number} · ${typeName(item.instrument)}\n${LOOKS[stateOf(item)].label} · ${reading(item.reading, item.units)}\n${moment(item.ts)}`;
      },
    },
    xAxis: { ...axis("Easting (m)", ranges.x), nameGap: 28 },
    yAxis: { ...axis("Northing (m)", ranges.y), nameGap: 50 },
    series: [...STATES].reverse().map((state) => ({
      type: "scatter",
      name: LOOKS[state].label,
      symbol: LOOKS[state].symbol,
      symbolSize: LOOKS[state].size,
      itemStyle:
        state === "stale"
          ? { color: "transparent", borderColor: colourOf(state), borderWidth: 2.5 }
          : { color: colourOf(state), borderColor: css("--surface"), borderWidth: 1 },
      emphasis: { scale: 1.5 },
      data: placed
        .filter((item) => stateOf(item) === state)
        .map((item) => ({
          value: [item.easting, item.northing],
          item,
          itemStyle: visible.has(item) ? undefined : { opacity: 0.12 },
        })),
    })),
  } as unknown as Option;
}
