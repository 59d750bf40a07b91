import { html } from "lit-html";
import type { Item, Site } from "./api";
import { typeName } from "./levels";

/** Every instrument of the site by its series name, in an order that people expect. */
export function seriesNames(items: Item[]): string[] {
  return items
    .map((item) => `${item.instrument}/${item.borehole_number}`)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

export const seriesTitle = (series: string): string => {
  const slash = series.indexOf("/");
  return `${series.slice(slash + 1)} · ${typeName(series.slice(0, slash))}`;
};

/** Checkboxes of the types of the site; none chosen means all. */
export const typeBoxes = (site: Site, chosen: Set<string>, changed: () => void) => html`<fieldset class="boxes">
  <legend>Types</legend>
  ${site.types.map(
    (type) => html`<label class="check"
      ><input
        type="checkbox"
        .checked=${chosen.has(type.instrument)}
        @change=${(event: Event) => {
          if ((event.target as HTMLInputElement).checked) chosen.add(type.instrument);
          else chosen.delete(type.instrument);
          changed();
        }}
      />${typeName(type.instrument)}</label
    >`,
  )}
  <span class="quiet">none: all</span>
</fieldset>`;
