import { chromium, type Page } from "playwright-core";
import { everyPage } from "../../test/browser/pages/every-page.ts";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { calibrate } from "../vitals/calibrate.ts";
import type { Visit } from "../vitals/observe.ts";
import { startWorld } from "../vitals/start-world.ts";
import { openWindow, untilAlive, visit } from "../vitals/visit.ts";

const SHOP = "fernhill-supply.myshopify.com";
/** A mid-range phone beside a desktop machine (Lighthouse's own figure). */
const SLOWDOWN = 4;
const ROUNDS = 3;
/** From here on the parts that moved are listed. */
const CLS_TO_EXPLAIN = 0.05;

type Figures = Pick<Visit, "lcpMs" | "cls" | "inpMs">;

/** Web Vitals' own limits for "good": web.dev/articles/vitals. */
export const vitals: Benchmark = {
  name: "vitals",
  question: "On a processor four times slower, how soon is each page there, does it jump, and how soon does it answer?",
  flags: {
    pages: { type: "string", meaning: "only pages whose address contains one of these words: segments,rules" },
    phone: { type: "boolean", meaning: "in a window as narrow as a phone's" },
  },
  goals: () => [
    { key: "lcpMs", below: 2_500 },
    { key: "cls", below: 0.1 },
    { key: "inpMs", below: 200 },
  ],
  run: async (options) => {
    const { urls, executablePath } = await startWorld("vitals", options);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    options.onEnd(() => browser.close());
    const urlOf = (path: string) => `${urls.store}/store/${SHOP}/apps/cartbell${path}`;
    const paths = chosenFrom(await pathsIn(await openWindow(browser, 1), urlOf), options);
    const rounds = options.isQuick ? 1 : ROUNDS;
    const page = await openWindow(browser, SLOWDOWN, options.flags.phone === true);
    // What is loaded once for all pages is in the browser's cache, as it is for a merchant who uses the app.
    await visit(page, urlOf(""));
    const sides: Record<string, Figures> = {};
    const calibrations: number[] = [];
    for (const path of options.isQuick ? paths.slice(0, 5) : paths) {
      const visits: Visit[] = [];
      for (let round = 0; round < rounds; round += 1) {
        calibrations.push(await calibrate(page));
        visits.push(await visit(page, urlOf(path)));
      }
      const side = middleOf(visits);
      sides[named(path)] = side;
      options.say(`${named(path)}: ${Math.round(side.lcpMs)} ms, ${side.cls.toFixed(3)}, ${side.inpMs} ms`);
      const shakiest = visits.reduce((one, other) => (other.cls > one.cls ? other : one));
      if (shakiest.cls >= CLS_TO_EXPLAIN) for (const shift of shakiest.shifts) options.say(`  ${shift}`);
    }
    const worst = (key: keyof Figures) => Math.max(...Object.values(sides).map((side) => side[key] ?? 0));
    const pageOf = (key: keyof Figures) =>
      Object.entries(sides).find(([, side]) => side[key] === worst(key))?.[0] ?? "none";
    return {
      scale: { pages: Object.keys(sides).length, rounds },
      settings: { slowdown: SLOWDOWN, worstLcp: pageOf("lcpMs"), worstCls: pageOf("cls"), worstInp: pageOf("inpMs") },
      values: {
        ...{ lcpMs: worst("lcpMs"), cls: worst("cls"), inpMs: worst("inpMs") },
        // How slow the machine was while it measured: compare only runs in which this is alike.
        calibrationMs: median(calibrations),
      },
      sides: { ...sides },
    };
  },
};

async function pathsIn(page: Page, urlOf: (path: string) => string): Promise<string[]> {
  const app = page.frameLocator("#app-frame");
  const open = async (path: string) => {
    await page.goto(urlOf(path));
    await untilAlive(page);
  };
  const paths = await everyPage({ open, app });
  await page.context().close();
  return paths;
}

function chosenFrom(paths: string[], { isQuick, flags }: RunOptions): string[] {
  const words = typeof flags.pages === "string" ? flags.pages.split(",") : [""];
  const chosen = paths.filter((path) => words.some((word) => named(path).includes(word)));
  return isQuick ? chosen.slice(0, 5) : chosen;
}

/** Without the ids, which differ from run to run. */
function named(path: string): string {
  return path === "" ? "/" : path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");
}

function middleOf(visits: Visit[]): Figures {
  const of = (key: keyof Figures) => median(visits.map((it) => it[key]));
  return { lcpMs: of("lcpMs"), cls: of("cls"), inpMs: of("inpMs") };
}

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}
