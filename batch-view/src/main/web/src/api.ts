// What the batch view's API answers; the server's OpenAPI document says the same.

export type Level = "normal" | "alert" | "action" | "alarm";

export interface Limit {
  above?: number;
  below?: number;
}

export type Limits = Partial<Record<Exclude<Level, "normal">, Limit>>;

export interface Kind {
  instrument: string;
  units: string;
  limits?: Limits;
  stale_after?: string;
}

export interface Site {
  name: string;
  namespace: string;
  timezone: string;
  day_timezone: string;
  access: "cluster" | "oidc";
  person?: string;
  declared_names: boolean;
  rules_problem?: string;
  types: Kind[];
}

export interface Item {
  instrument: string;
  borehole_number: string;
  easting?: number;
  northing?: number;
  surface_level?: number;
  reading: number;
  units: string;
  level: Level;
  stale: boolean;
  ts: string;
}

export interface Counters {
  received: number;
  averaged: number;
  duplicate: number;
  rejected: number;
  updated_at: string;
}

export interface Overview {
  at: string;
  counts: Record<Level | "stale", number>;
  open_alerts: number;
  progress?: Counters;
  instruments: Item[];
}

export interface Alert {
  instrument: string;
  borehole_number: string;
  at: string;
  kind: "level" | "stale";
  from_level: string;
  to_level: string;
  reading?: number;
  late: boolean;
  raised_at: string;
  acknowledged_by?: string;
  acknowledged_verified?: boolean;
  comment?: string;
  acknowledged_at?: string;
}

export interface AlertPage {
  alerts: Alert[];
  next?: string;
}

export interface Change {
  at?: string;
  kind: "baseline" | "calibration";
  text: string;
}

export interface Instrument {
  latest: Item & { samples: number; revision: number };
  first: string;
  last: string;
  stale_after_seconds?: number;
  changes: Change[];
}

export interface Point {
  at: string;
  low: number;
  high: number;
  mean: number;
  samples: number;
  corrected: number;
  late: number;
  level: Level;
}

export interface LimitSpan {
  from: string;
  to: string;
  limits: Limits;
}

export interface Series {
  instrument: string;
  borehole_number: string;
  limits: LimitSpan[];
  reference?: { at: string; reading: number };
  points: Point[];
}

export interface History {
  from: string;
  to: string;
  grain: "record" | "hour" | "day";
  millis_per_point: number;
  series: Series[];
}

export interface PivotRows {
  columns: string[];
  rows: (string | number)[][];
}

/** An answer that is no success, in the server's words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
    readonly field?: string,
  ) {
    super(words);
  }
}

/** Who is signed in goes to their provider and comes back to where they are; it mostly knows them still. */
export function signIn(): void {
  location.assign(`sign-in?to=${encodeURIComponent(location.hash)}`);
}

type Query = Record<string, string | number | boolean | string[] | undefined>;

export function query(parameters: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "The batch view does not answer. It may be restarting; this page tries again.");
  }
  if (response.status === 401) signIn();
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Refused(response.status, body.error ?? `The batch view answered ${response.status}.`, body.field);
  }
  return (await response.json()) as T;
}

const instrumentPath = (type: string, borehole: string) =>
  `${encodeURIComponent(type)}/${encodeURIComponent(borehole)}`;

export const api = {
  site: () => ask<Site>("api/site"),
  overview: () => ask<Overview>("api/overview"),
  alerts: (parameters: Query) => ask<AlertPage>(`api/alerts${query(parameters)}`),
  instrument: (type: string, borehole: string) => ask<Instrument>(`api/instruments/${instrumentPath(type, borehole)}`),
  history: (parameters: Query, signal?: AbortSignal) => ask<History>(`api/history${query(parameters)}`, { signal }),
  pivot: (parameters: Query) => ask<PivotRows>(`api/pivot${query(parameters)}`),
  acknowledge: (body: object) =>
    ask<{ id: number; person: string }>("api/alerts/acknowledgements", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  signOut: () => ask<{ to?: string }>("sign-out", { method: "POST" }),
};
