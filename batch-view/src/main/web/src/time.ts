import { DateTime, Duration, type DurationLikeObject } from "luxon";

// Everything is stored and sent in UTC; people see the zone of the site, whatever the zone of their browser is.
let zone = "UTC";

export const useZone = (name: string): void => {
  zone = name;
};

export const zoneName = (): string => zone;

const at = (time: string | number): DateTime =>
  typeof time === "number" ? DateTime.fromMillis(time, { zone }) : DateTime.fromISO(time, { zone });

export const millis = (time: string): number => at(time).toMillis();

export const iso = (time: number): string => new Date(time).toISOString();

/** 29 Mar 2026, 02:10 BST: the abbreviation tells the two hours apart that happen twice in autumn. */
export const moment = (time: string | number): string => at(time).toFormat("d LLL yyyy, HH:mm:ss ZZZZ");

export const minute = (time: string | number): string => at(time).toFormat("d LLL, HH:mm");

export const day = (time: string | number): string => at(time).toFormat("d LLL yyyy");

export const ago = (time: string, now: number): string => {
  const seconds = Math.max(0, Math.round((now - millis(time)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
};

/** For an input of type datetime-local, and back. */
export const toInput = (time: number): string => at(time).toFormat("yyyy-MM-dd'T'HH:mm");

export const fromInput = (text: string): number | undefined => {
  const parsed = DateTime.fromISO(text, { zone });
  return parsed.isValid ? parsed.toMillis() : undefined;
};

export const toDate = (time: number): string => at(time).toFormat("yyyy-MM-dd");

export const hourOf = (time: number): string => at(time).toFormat("HH:mm ZZZZ");

/** That calendar day later, in the zone of the site: 23 or 25 hours where summer time begins or ends. */
export const nextDay = (date: string): string => DateTime.fromISO(date, { zone }).plus({ days: 1 }).toFormat("yyyy-MM-dd");

const STEPS: DurationLikeObject[] = [
  { seconds: 10 }, { seconds: 30 },
  { minutes: 1 }, { minutes: 5 }, { minutes: 15 }, { minutes: 30 },
  { hours: 1 }, { hours: 3 }, { hours: 6 }, { hours: 12 },
  { days: 1 }, { days: 2 }, { days: 3 }, { weeks: 1 }, { weeks: 2 },
  { months: 1 }, { months: 3 }, { months: 6 },
  { years: 1 }, { years: 2 }, { years: 5 }, { years: 10 },
];

export interface Tick {
  at: number;
  label: string;
}

/** Marks of a time axis on round local times, at most `most` of them. A day mark is a local midnight on every date. */
export function ticks(from: number, to: number, most: number): Tick[] {
  const wanted = ((to - from) / Math.max(1, most)) * 0.9;
  const step = STEPS.find((one) => Duration.fromObject(one).toMillis() >= wanted) ?? STEPS[STEPS.length - 1];
  const unit = Object.keys(step)[0] as keyof DurationLikeObject;
  const size = Object.values(step)[0] as number;
  const marks: Tick[] = [];
  let mark = start(at(from), unit, size);
  while (mark.toMillis() <= to && marks.length < 1000) {
    if (mark.toMillis() >= from) marks.push({ at: mark.toMillis(), label: label(mark, unit) });
    const next = mark.plus(step);
    mark = next.toMillis() > mark.toMillis() ? next : mark.plus({ hours: 1 });
  }
  return marks;
}

function start(time: DateTime, unit: keyof DurationLikeObject, size: number): DateTime {
  switch (unit) {
    case "years":
      return time.startOf("year").set({ year: time.year - (time.year % size) });
    case "months":
      return time.startOf("month").set({ month: time.month - ((time.month - 1) % size) });
    case "weeks":
      return time.startOf("week");
    case "days":
      return time.startOf("month").plus({ days: Math.floor((time.day - 1) / size) * size });
    case "hours":
      return time.startOf("day").plus({ hours: Math.floor(time.hour / size) * size });
    case "minutes":
      return time.startOf("hour").plus({ minutes: Math.floor(time.minute / size) * size });
    default:
      return time.startOf("minute").plus({ seconds: Math.floor(time.second / size) * size });
  }
}

function label(mark: DateTime, unit: keyof DurationLikeObject): string {
  if (unit === "years") return mark.toFormat("yyyy");
  if (unit === "months") return mark.month === 1 ? mark.toFormat("LLL yyyy") : mark.toFormat("LLL");
  if (unit === "weeks" || unit === "days") return mark.toFormat("d LLL");
  if (mark.hour === 0 && mark.minute === 0 && mark.second === 0) return mark.toFormat("d LLL");
  return unit === "seconds" ? mark.toFormat("HH:mm:ss") : mark.toFormat("HH:mm");
}
