import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { chromiumArgs, chromiumPath, leanChromiumPath } from "../scripts/chromium.ts";
import { choosePort } from "../scripts/ports.ts";
import type { Plan } from "./plan.ts";
import { median } from "./statistics.ts";
import { addressOf, type PageAddress } from "./weights.ts";

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
export type Scores = Record<(typeof CATEGORIES)[number], number> & {
  /** Largest contentful paint on Lighthouse's slow phone, in milliseconds. */
  paint: number;
  /** Total blocking time, in milliseconds. */
  blocked: number;
  /** Audits of these categories that are not passed. */
  short: string[];
};

/**
 * Lighthouse's scores (its mobile preset) of each page, the median of so many runs. With `isJudged` the browser is the
 * full Chromium that people have.
 */
export async function lighthouseScores(
  pages: Record<string, PageAddress>,
  { lighthouseRuns: runs, isJudged }: Pick<Plan, "lighthouseRuns" | "isJudged">,
): Promise<Record<string, Scores>> {
  const port = await choosePort(0, "PORT");
  const browser = await chromium.launch({
    executablePath: await (isJudged ? chromiumPath() : leanChromiumPath()),
    args: [...chromiumArgs, `--remote-debugging-port=${port}`],
  });
  try {
    const scores: Record<string, Scores> = {};
    for (const [name, url] of Object.entries(pages)) {
      const all: Scores[] = [];
      for (let run = 0; run < runs; run++) all.push(await scoreOf(await addressOf(url), port));
      scores[name] = {
        performance: median(all.map(({ performance }) => performance)),
        accessibility: Math.min(...all.map(({ accessibility }) => accessibility)),
        "best-practices": Math.min(...all.map((one) => one["best-practices"])),
        paint: median(all.map(({ paint }) => paint)),
        blocked: median(all.map(({ blocked }) => blocked)),
        short: [...new Set(all.flatMap(({ short }) => short))],
      };
    }
    return scores;
  } finally {
    await browser.close();
  }
}

async function scoreOf(url: string, port: number): Promise<Scores> {
  const result = await lighthouse(url, { port, logLevel: "error", onlyCategories: [...CATEGORIES] });
  if (!result) throw new Error(`Lighthouse said nothing of ${url}`);
  const { categories, audits } = result.lhr;
  const of = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
  const weighed = CATEGORIES.flatMap((category) => categories[category]?.auditRefs ?? []).filter(
    ({ weight }) => weight > 0,
  );
  return {
    performance: of("performance"),
    accessibility: of("accessibility"),
    "best-practices": of("best-practices"),
    blocked: audits["total-blocking-time"]?.numericValue ?? 0,
    paint: audits["largest-contentful-paint"]?.numericValue ?? 0,
    short: weighed.map(({ id }) => id).filter((id) => (audits[id]?.score ?? 1) < 0.9),
  };
}
