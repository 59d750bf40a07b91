import { html, render } from "lit-html";
import { query } from "../api";
import { typeBoxes } from "../choose";
import type { View } from "../shell";
import { nextDay, toDate, zoneName } from "../time";

const DAY = 86_400_000;

interface Shown {
  types: Set<string>;
  boreholes: string;
  from: string;
  to: string;
  project: string;
  issue: string;
  status: string;
  producer: string;
  recipient: string;
}

export const view: View = (element, site) => {
  const shown: Shown = {
    types: new Set(),
    boreholes: "",
    from: toDate(Date.now() - 7 * DAY),
    to: toDate(Date.now()),
    project: site.name,
    issue: "1",
    status: "Preliminary",
    producer: "",
    recipient: "",
  };
  const draw = () => render(page(), element);
  const set = (field: keyof Shown) => (event: Event) => {
    Object.assign(shown, { [field]: (event.target as HTMLInputElement).value });
    draw();
  };
  const selection = () => ({
    instrument: [...shown.types],
    borehole: shown.boreholes.split(/[\s,;]+/).filter(Boolean),
    from: shown.from,
    to: nextDay(shown.to),
  });
  const ags = () => ({
    project: shown.project,
    issue: shown.issue,
    status: shown.status,
    producer: shown.producer,
    recipient: shown.recipient,
  });
  const page = () => html`
    <section class="card">
      <header><h1>Export</h1></header>
      <div class="ranges">
        <label>From <input type="date" .value=${shown.from} @change=${set("from")} /></label>
        <label>To <input type="date" .value=${shown.to} @change=${set("to")} /></label>
        <label class="wide">Boreholes <input placeholder="all, or BH-1, BH-2" .value=${shown.boreholes} @input=${set("boreholes")} /></label>
        ${typeBoxes(site, shown.types, draw)}
      </div>
      <p class="quiet">Whole days in ${zoneName()}, both included. The file is written while it is read, so it may be long.</p>
    </section>
    <div class="formats">
      <section class="card">
        <header><h2>CSV</h2></header>
        <p>One line a record, for a spreadsheet. Times in UTC and in the zone of the site; units in a column.</p>
        <p class="downloads"><a class="button" download href=${`api/export/records.csv${query(selection())}`}>CSV</a></p>
      </section>
      <section class="card">
        <header><h2>Parquet</h2></header>
        <p>Typed columns, compressed, for pandas, DuckDB, Spark. Times in UTC.</p>
        <p class="downloads"><a class="button" download href=${`api/export/records.parquet${query(selection())}`}>Parquet</a></p>
      </section>
      <section class="card">
        <header><h2>AGS4</h2></header>
        <p>Edition 4.1.1, for handing over under contract: PROJ, TRAN, LOCA, MONG, MOND, ABBR, UNIT, TYPE. Times in UTC.</p>
        <div class="ranges">
          <label>Project <input .value=${shown.project} @input=${set("project")} /></label>
          <label>Issue <input size="4" .value=${shown.issue} @input=${set("issue")} /></label>
          <label>Status <input size="12" .value=${shown.status} @input=${set("status")} /></label>
          <label>Producer <input .value=${shown.producer} @input=${set("producer")} /></label>
          <label>Recipient <input .value=${shown.recipient} @input=${set("recipient")} /></label>
        </div>
        <p class="downloads">
          <a class="button" download href=${`api/export/records.ags${query({ ...selection(), ...ags() })}`}>AGS4</a>
        </p>
      </section>
      <section class="card">
        <header><h2>Your own tool</h2></header>
        <p>
          Power BI, Excel and Grafana read the database itself, through the read-only role <code>report</code>: views
          <code>v_latest</code>, <code>v_hourly</code>, <code>v_daily</code>, <code>v_alert</code>. Programs page through
          <a href="q/openapi">the API</a>.
        </p>
      </section>
    </div>
  `;
  draw();
  return () => undefined;
};
