import type { HTMLPerspectiveViewerElement } from "@finos/perspective-viewer";
import type { Table } from "@finos/perspective";
import { html, nothing, render } from "lit-html";
import { api, type PivotRows, type Site } from "../api";
import { typeBoxes } from "../choose";
import { typeName, unitOf } from "../levels";
import { pivotEngine } from "../perspective";
import { announce, type View } from "../shell";
import { hourOf, nextDay, toDate } from "../time";

const DAY = 86_400_000;

/** Looks to start from; everything about them can be changed in the grid's own panel. */
const LAYOUTS: Record<string, { label: string; config: object }> = {
  days: {
    label: "Boreholes by day",
    config: {
      plugin: "Datagrid",
      group_by: ["Type", "Borehole"],
      split_by: ["Day"],
      columns: ["Mean"],
      aggregates: { Mean: ["weighted mean", ["Readings"]] },
    },
  },
  figures: {
    label: "Figures of each borehole",
    config: {
      plugin: "Datagrid",
      group_by: ["Type", "Borehole"],
      split_by: [],
      columns: ["Mean", "Min", "Max", "Readings", "Corrected", "Late"],
      aggregates: { Mean: ["weighted mean", ["Readings"]], Min: "low", Max: "high", Readings: "sum", Corrected: "sum", Late: "sum" },
    },
  },
  chart: {
    label: "Chart of the means",
    config: {
      plugin: "Y Line",
      group_by: ["Date"],
      split_by: ["Type"],
      columns: ["Mean"],
      aggregates: { Mean: ["weighted mean", ["Readings"]] },
    },
  },
  heat: {
    label: "Heat map",
    config: {
      plugin: "Heatmap",
      group_by: ["Day"],
      split_by: ["Type", "Borehole"],
      columns: ["Max"],
      aggregates: { Max: "high" },
    },
  },
};

interface Shown {
  types: Set<string>;
  from: string;
  to: string;
  grain: string;
  layout: string;
  busy: boolean;
  rows?: number;
  wrong?: string;
}

export const view: View = async (element, site) => {
  const now = Date.now();
  const shown: Shown = {
    types: new Set(site.types.slice(1, 2).map((type) => type.instrument)),
    from: toDate(now - 13 * DAY),
    to: toDate(now),
    grain: "day",
    layout: "days",
    busy: false,
  };
  let table: Table | undefined;
  let open = true;
  const draw = () => render(page(site, shown, actions), element);
  const grid = () => element.querySelector<HTMLPerspectiveViewerElement>("perspective-viewer")!;
  const load = async () => {
    shown.busy = true;
    draw();
    try {
      const engine = await pivotEngine();
      const answer = await api.pivot({
        grain: shown.grain,
        instrument: [...shown.types],
        from: shown.from,
        to: nextDay(shown.to),
      });
      if (!open) return;
      shown.rows = answer.rows.length;
      const fresh = await engine.table(SCHEMA as never);
      await fresh.update(columns(answer));
      const before = table;
      table = fresh;
      await grid().load(Promise.resolve(fresh));
      await restore();
      showLabelsWhole(grid());
      await before?.delete();
      shown.wrong = undefined;
      announce(`${shown.rows} rows`);
    } catch (error) {
      shown.wrong = error instanceof Error ? error.message : String(error);
    }
    shown.busy = false;
    draw();
  };
  const restore = () =>
    grid().restore({
      theme: window.matchMedia("(prefers-color-scheme: dark)").matches ? "Pro Dark" : "Pro Light",
      settings: false,
      ...LAYOUTS[shown.layout].config,
    } as never);
  const actions: Actions = {
    load: () => void load(),
    set: (change) => {
      Object.assign(shown, change);
      void load();
    },
    layout: (layout) => {
      shown.layout = layout;
      draw();
      void restore();
    },
    types: () => void load(),
    panel: () => void grid().toggleConfig(),
  };
  draw();
  void load();
  return () => {
    open = false;
    void grid()
      ?.delete()
      .then(() => table?.delete())
      .catch(() => undefined);
  };
};

const WHOLE_LABELS = new CSSStyleSheet();
WHOLE_LABELS.replaceSync("regular-table th.psp-tree-label { max-width: none; }");

/** The grid gives the names of groups no width of their own: they would be cut where what is below them is narrower. */
function showLabelsWhole(viewer: HTMLElement): void {
  const root = viewer.querySelector("perspective-viewer-datagrid")?.shadowRoot ?? document;
  if (!root.adoptedStyleSheets.includes(WHOLE_LABELS)) root.adoptedStyleSheets.push(WHOLE_LABELS);
}

const SCHEMA = {
  Type: "string",
  Borehole: "string",
  Day: "string",
  Date: "date",
  Hour: "string",
  Units: "string",
  Mean: "float",
  Min: "float",
  Max: "float",
  Records: "integer",
  Readings: "integer",
  Level: "string",
  Corrected: "integer",
  Late: "integer",
} as const;

/** The rows of the server turned on their side, with the words that people read. */
function columns({ columns: names, rows }: PivotRows): Record<string, unknown[]> {
  const of = (name: string) => {
    const index = names.indexOf(name);
    return rows.map((row) => row[index]);
  };
  const times = of("at") as number[];
  const units = (of("units") as string[]).map(unitOf);
  const days = times.map(toDate);
  const sameYear = new Set(days.map((day) => day.slice(0, 4))).size === 1;
  return {
    Type: (of("instrument") as string[]).map((type, row) => `${typeName(type)} (${units[row]})`),
    Borehole: of("borehole_number"),
    // Short enough for the head of a column, and still in order; the page says which comes first.
    Day: sameYear ? days.map((day) => day.slice(5)) : days,
    // Calendar dates and local hours of the site: the grid would show instants in the zone of the browser.
    Date: days,
    Hour: times.map(hourOf),
    Units: units,
    Mean: of("mean"),
    Min: of("min"),
    Max: of("max"),
    Records: of("records"),
    Readings: of("samples"),
    Level: of("level"),
    Corrected: of("corrected"),
    Late: of("late"),
  };
}

interface Actions {
  load(): void;
  set(change: Partial<Shown>): void;
  layout(name: string): void;
  types(): void;
  panel(): void;
}

const page = (site: Site, shown: Shown, actions: Actions) => {
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`
    <section class="card">
      <header>
        <h1>Pivot</h1>
        <div class="toolbar" role="toolbar" aria-label="Layouts">
          ${Object.entries(LAYOUTS).map(
            ([name, layout]) => html`<button
              class="plain"
              aria-pressed=${shown.layout === name ? "true" : "false"}
              @click=${() => actions.layout(name)}
            >
              ${layout.label}
            </button>`,
          )}
          <button class="plain" @click=${() => actions.panel()}>Rows, columns, filters…</button>
        </div>
      </header>
      <div class="ranges">
        <label>From <input type="date" .value=${shown.from} @change=${(event: Event) => actions.set({ from: value(event) })} /></label>
        <label>To <input type="date" .value=${shown.to} @change=${(event: Event) => actions.set({ to: value(event) })} /></label>
        <label
          >By
          <select @change=${(event: Event) => actions.set({ grain: value(event) })}>
            <option value="day" ?selected=${shown.grain === "day"}>day (${site.day_timezone})</option>
            <option value="hour" ?selected=${shown.grain === "hour"}>hour</option>
          </select></label
        >
        ${typeBoxes(site, shown.types, actions.types)}
      </div>
      ${shown.wrong ? html`<p class="warning" role="alert">${shown.wrong}</p>` : nothing}
      <p class="quiet">
        ${shown.busy ? "Reading…" : `${(shown.rows ?? 0).toLocaleString("en-GB")} rows.`} Units: ${site.types
          .map((type) => `${typeName(type.instrument).toLowerCase()} ${unitOf(type.units)}`)
          .join(", ")}. "Rows, columns, filters" opens the panel of the grid: drag fields there, choose measures and charts. Days read year-month-day, without the year where it is the same. A total over several types mixes their units.
      </p>
    </section>
    <section class="card grid-card" aria-busy=${shown.busy ? "true" : "false"}>
      <h2 class="unseen">Grid</h2>
      <perspective-viewer aria-label="Pivot grid"></perspective-viewer>
    </section>
  `;
};

