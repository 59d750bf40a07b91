import { svg, type TemplateResult } from "lit-html";
import type { Item, Level } from "./api";

/** What an instrument is shown as: its level, or stale, which is apart from the levels. */
export type State = Level | "stale";

export const STATES: State[] = ["alarm", "action", "alert", "normal", "stale"];

export const stateOf = (item: Item): State => (item.stale ? "stale" : item.level);

interface Look {
  label: string;
  /** ECharts symbol: each state has its own shape as well as its own colour. */
  symbol: string;
  size: number;
}

export const LOOKS: Record<State, Look> = {
  normal: { label: "Normal", symbol: "circle", size: 11 },
  alert: { label: "Alert", symbol: "triangle", size: 15 },
  action: { label: "Action", symbol: "diamond", size: 17 },
  alarm: { label: "Alarm", symbol: "rect", size: 15 },
  stale: { label: "Stale", symbol: "path://M1 1 L9 9 M9 1 L1 9", size: 10 },
};

/** The colour of a state in the present theme. */
export const colourOf = (state: State): string => css(`--${state}`);

export const css = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const SHAPES: Record<State, TemplateResult> = {
  normal: svg`<circle cx="8" cy="8" r="5.5"/>`,
  alert: svg`<path d="M8 2 L14.5 13.5 H1.5 Z"/>`,
  action: svg`<path d="M8 1 L15 8 L8 15 L1 8 Z"/>`,
  alarm: svg`<rect x="2" y="2" width="12" height="12"/>`,
  stale: svg`<path class="stroked" d="M3 3 L13 13 M13 3 L3 13"/>`,
};

/** The shape of a state beside its word. */
export const shape = (state: string): TemplateResult =>
  svg`<svg class="shape ${state}" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${
    SHAPES[state as State] ?? SHAPES.normal
  }</svg>`;

const TYPE_NAMES: Record<string, string> = {
  water_standpipe: "Water standpipe",
  piezometer: "Piezometer",
  settlement_marker: "Settlement marker",
  extensometer: "Extensometer",
  strain_gauge: "Strain gauge",
};

export const typeName = (type: string): string => TYPE_NAMES[type] ?? type;

/** The unit alone: "pressure (kPa)" is kPa, "microstrain" is µε. */
export function unitOf(units: string): string {
  if (units === "microstrain") return "µε";
  return /\(([^)]+)\)\s*$/.exec(units)?.[1] ?? units;
}

export const quantityOf = (units: string): string => {
  if (units === "microstrain") return "strain";
  return units.replace(/\s*\([^)]*\)\s*$/, "");
};

export const axisTitle = (units: string): string => {
  const quantity = quantityOf(units);
  const title = quantity.charAt(0).toUpperCase() + quantity.slice(1);
  return `${title} (${unitOf(units)})`;
};

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

export const number = (value: number): string => NUMBER.format(value).replace("-", "−");

export const reading = (value: number, units: string): string => `${number(value)} ${unitOf(units)}`;
