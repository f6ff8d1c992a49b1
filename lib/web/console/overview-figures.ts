import {
  availabilityOf,
  FUNNEL_STEPS,
  type FunnelStep,
  funnelOf,
  type Range,
  type SageHour,
  type StepTime,
  splitBy,
  type Tally,
  type Trouble,
} from "../../console/overview.ts";
import { paths } from "../../paths.ts";
import type { Translate } from "../text/t.ts";
import { lengthOf } from "./console-range.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** `links` leads from a row to the journeys that it counts. */
type TableRows = {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  links?: readonly (string | null)[];
};

/** One chart: a title that says the finding, names of its axes, the series, and the same as a table. */
export type Figure = TableRows & {
  title: string;
  note: string;
  drawing:
    | { kind: "bars"; data: readonly { name: string; value: number; label: string }[] }
    | {
        kind: "lines";
        data: readonly ({ name: string } & Record<string, string | number>)[];
        lines: readonly { key: string; name: string }[];
        unit: string;
      }
    | {
        /** A column for each day, those of several upon each other. */
        kind: "columns";
        data: readonly ({ name: string } & Record<string, string | number>)[];
        lines: readonly { key: string; name: string }[];
      };
};
/** A figure, or the words for there being nothing to show. */
export type Shown = { figure: Figure } | { nothing: string };

/** A share as its language writes it. */
const percent = (part: number, whole: number, locale: string) =>
  (whole === 0 ? 0 : part / whole).toLocaleString(locale, { style: "percent" });
/** A day or an hour, in UTC, as its language writes it. */
function timeName(at: Date, range: Range, locale: string) {
  const english = locale === "en" ? "en-GB" : locale;
  const isLong = range.to.getTime() - range.from.getTime() > 300 * DAY_MS;
  const day = {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
    ...(isLong ? ({ year: "numeric" } as const) : {}),
  } as const;
  const hour = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" } as const;
  if (!isShort(range)) return at.toLocaleDateString(english, day);
  return range.to.getTime() - range.from.getTime() <= DAY_MS
    ? at.toLocaleTimeString(english, hour)
    : `${at.toLocaleDateString(english, day)} ${at.toLocaleTimeString(english, hour)}`;
}
const stepName = (t: Translate, step: FunnelStep) => t(`console.funnelSteps.${step}`);

/** From arriving in Sage's frame to a connected account: who came how far, and where people stop. */
export function funnelFigure(tallies: readonly Tally[], t: Translate, locale: string): Shown {
  const funnel = funnelOf(tallies);
  const arrived = funnel[0]?.reached ?? 0;
  if (arrived === 0) return { nothing: t("console.overview.funnelNone") };
  const worst = funnel.toSorted((a, b) => b.stopped - a.stopped)[0];
  const share = percent(funnel.find(({ step }) => step === "linked")?.reached ?? 0, arrived, locale);
  const title = worst?.stopped
    ? t("console.overview.funnelTitle", { share, step: stepName(t, worst.step) })
    : t("console.overview.funnelAll", { share });
  const data = funnel.map(({ step, reached }) => ({
    name: stepName(t, step),
    value: reached,
    label: `${reached}\u00a0·\u00a0${percent(reached, arrived, locale)}`,
  }));
  const rows = funnel.map(({ step, reached, stopped, underway }, index) => [
    stepName(t, step),
    String(reached),
    index === 0 ? "–" : percent(reached, funnel[index - 1]?.reached ?? 0, locale),
    String(stopped),
    String(underway),
  ]);
  const columns = heads(t, "step", "reached", "share", "stopped", "underway");
  return {
    figure: { title, note: t("console.overview.journeysUnit"), drawing: { kind: "bars", data }, columns, rows },
  };
}

/** Journeys day by day, or hour by hour. */
export function timeFigure(tallies: readonly Tally[], range: Range, t: Translate, locale: string): Shown {
  const days = splitBy(tallies, "time").filter(({ counts }) => (counts[0] ?? 0) > 0);
  const day = days[0]?.value;
  if (!day) return { nothing: t("console.overview.daysNone") };
  const count = days.reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0);
  const nameOfKey = (key: string) =>
    timeName(new Date(key.length > 10 ? `${key.replace(" ", "T")}:00Z` : `${key}T00:00:00Z`), range, locale);
  const byTime = new Map(days.map(({ value, counts }) => [value, counts]));
  // A day without a visit is a day: left out, it would be hidden under a line.
  const data = timesIn(range).map(({ key, at }) => {
    const counts = byTime.get(key) ?? [];
    return { name: timeName(at, range, locale), arrived: counts[0] ?? 0, connected: counts[5] ?? 0 };
  });
  const [arrived, connected] = heads(t, "arrived", "connected");
  return {
    figure: {
      title: t("console.overview.daysTitle", { count, day: nameOfKey(day) }),
      note: `${t("console.overview.journeysUnit")} (— ${arrived}, - - ${connected}). ${t("console.overview.utc")}`,
      drawing: {
        kind: "lines",
        data,
        unit: "",
        lines: [
          { key: "arrived", name: arrived ?? "" },
          { key: "connected", name: connected ?? "" },
        ],
      },
      columns: heads(t, isShort(range) ? "at" : "dayUtc", "arrived", "connected"),
      rows: data.map((one) => [one.name, String(one.arrived), String(one.connected)]),
    },
  };
}

const isShort = ({ from, to }: Range) => to.getTime() - from.getTime() <= 2 * DAY_MS;

/** Every day of a range, or every hour of a short one, as the store names them. */
function timesIn(range: Range) {
  const short = isShort(range);
  const [step, end] = short ? [HOUR_MS, Math.min(range.to.getTime(), Date.now())] : [DAY_MS, range.to.getTime()];
  const times: { key: string; at: Date }[] = [];
  for (let at = range.from.getTime(); at < end; at += step)
    times.push({ key: keyOf(new Date(at), short), at: new Date(at) });
  return times;
}

/** An hour or a day as the store names it. */
const keyOf = (at: Date, short: boolean) =>
  short ? `${at.toISOString().slice(0, 13).replace("T", " ")}:00` : at.toISOString().slice(0, 10);

/** How long each step takes. */
export function timesFigure(times: readonly StepTime[], t: Translate, locale: string): Shown {
  const known = times.filter((one) => one.median !== null && one.journeys > 0);
  const longest = known.toSorted((a, b) => (b.median ?? 0) - (a.median ?? 0))[0];
  if (!longest) return { nothing: t("console.overview.timesNone") };
  const said = (seconds: number | null) => (seconds === null ? "–" : lengthOf(seconds, locale));
  const name = ({ step }: StepTime) => stepName(t, step);
  return {
    figure: {
      title: t("console.overview.timesTitle", { step: name(longest), time: said(longest.median) }),
      note: t("console.overview.timeUnit"),
      drawing: {
        kind: "bars",
        data: known.map((one) => ({ name: name(one), value: one.median ?? 0, label: said(one.median) })),
      },
      columns: heads(t, "step", "median", "p95", "measured"),
      rows: known.map((one) => [name(one), said(one.median), said(one.p95), String(one.journeys)]),
    },
  };
}

/** The events that stop people. */
export function troublesFigure(troubles: readonly Trouble[], t: Translate, locale: string): Shown {
  const [first] = troubles;
  if (!first) return { nothing: t("console.overview.errorsNone") };
  const name = ({ error }: Trouble) => {
    const key = `console.errors.${error}` as "console.errors.passcode-refused";
    return t.has(key) ? t(key) : error;
  };
  return {
    figure: {
      title: t("console.overview.errorsTitle", { error: name(first) }),
      note: t("console.overview.journeysUnit"),
      drawing: {
        kind: "bars",
        data: troubles
          .slice(0, 8)
          .map((one) => ({ name: name(one), value: one.journeys, label: String(one.journeys) })),
      },
      columns: heads(t, "error", "met", "finished"),
      rows: troubles.map((one) => [
        name(one),
        String(one.journeys),
        `${one.finished} (${percent(one.finished, one.journeys, locale)})`,
      ]),
    },
  };
}

/** How Sage answered, as this application saw it: by the hour, or by the day for more than two. */
export function sageFigure(hours: readonly SageHour[], range: Range, t: Translate, locale: string): Shown {
  const regions = availabilityOf(hours);
  if (regions.length === 0) return { nothing: t("console.overview.sageNone") };
  const placeOf = ({ at }: SageHour) => keyOf(at, isShort(range));
  const total = (own: readonly SageHour[], of: "answered" | "failed") => own.reduce((sum, one) => sum + one[of], 0);
  const points = [...Map.groupBy(hours, placeOf)].map(([key, own]) => ({
    key,
    name: timeName(own[0]?.at ?? range.from, range, locale),
    answered: total(own, "answered"),
    failed: total(own, "failed"),
    ...Object.fromEntries(availabilityOf(own).map(({ region, share }) => [region, Math.round(share * 1000) / 10])),
  }));
  // Rounded down, so only a whole is shown as 100 %.
  const tenths = (share: number) =>
    (Math.floor(share * 1000) / 1000).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 });
  const share = regions.map((one) => `${one.region.toUpperCase()} ${tenths(one.share)}`).join(" · ");
  // An hour without a request to Sage is a gap in the line, not a missing place.
  const byPlace = new Map(points.map(({ key, ...point }) => [key, point]));
  const data = timesIn(range).map(({ key, at }) => byPlace.get(key) ?? { name: timeName(at, range, locale) });
  const legend = regions.map(({ region }, index) => `${index === 0 ? "—" : "- -"} ${region.toUpperCase()}`).join(", ");
  return {
    figure: {
      title: t("console.overview.hoursTitle", { share }),
      note: `${t("console.overview.shareUnit")} (${legend})`,
      drawing: {
        kind: "lines",
        data,
        unit: " %",
        lines: regions.map(({ region }) => ({ key: region, name: region.toUpperCase() })),
      },
      columns: heads(t, isShort(range) ? "at" : "dayUtc", "answered", "failed"),
      rows: points.map(({ name, answered, failed }) => [name, String(answered), String(failed)]),
    },
  };
}

/** The funnel once more as a table, for each value of a property. */
export function splitTable(
  tallies: readonly Tally[],
  by: "region" | "host" | "locale",
  { from, to }: Range,
  institution: string | undefined,
  label: string,
  t: Translate,
  locale: string,
): TableRows {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const within = {
    from: dayOf(from.getTime()),
    to: dayOf(to.getTime() - 1),
    ...(institution ? { institution } : {}),
  };
  const groups = splitBy(tallies, by).filter(({ counts }) => (counts[0] ?? 0) > 0);
  return {
    columns: [label, ...FUNNEL_STEPS.map((step) => stepName(t, step))],
    rows: groups.map(({ value, counts: [arrived = 0, ...later] }) => [
      value ? (by === "host" ? value : value.toUpperCase()) : t("console.overview.unknown"),
      String(arrived),
      ...later.map((count) => `${count} (${percent(count, arrived, locale)})`),
    ]),
    links: groups.map(({ value }) =>
      value ? `${paths.console.find}?${new URLSearchParams({ ...within, [by]: value })}` : null,
    ),
  };
}

type Head =
  | "step"
  | "reached"
  | "share"
  | "stopped"
  | "underway"
  | "arrived"
  | "connected"
  | "dayUtc"
  | "median"
  | "p95"
  | "measured"
  | "error"
  | "met"
  | "finished"
  | "at"
  | "answered"
  | "failed";
const heads = (t: Translate, ...names: Head[]) => names.map((name) => t(`console.overview.${name}`));
