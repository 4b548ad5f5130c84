import { chromium, type Frame, type Page } from "playwright-core";
import { press } from "../../bin/demo-story/merchant.ts";
import { worldOf } from "../../bin/demo-story/world.ts";
import type { Benchmark } from "../benchmark.ts";
import { calibrate } from "../vitals/calibrate.ts";
import { framesDuring, type Smoothness } from "../vitals/frames.ts";
import { sixtySteps } from "../vitals/sixty-steps.ts";
import { startWorld } from "../vitals/start-world.ts";
import { openWindow, untilAlive } from "../vitals/visit.ts";

const SHOP = "fernhill-supply.myshopify.com";
const STEPS = 60;
const ROUNDS = 5;
const TYPED = "Thank you for being with us, we saved something for you";

/** A screen draws 60 frames a second; the browser's clock is slightly inaccurate. */
export const builder: Benchmark = {
  name: "builder",
  question: "How soon is a flow of 60 steps drawn, and is each frame on time while a merchant works on it?",
  flags: { slowdown: { type: "string", meaning: "the processor is so many times slower: 4 is a mid-range phone" } },
  goals: () => [
    { key: "renderMs", below: 100 },
    { key: "framesPerSecond", atLeast: 59 },
    { key: "p95FrameMs", below: 18 },
  ],
  run: async (options) => {
    const slowdown = Number(options.flags.slowdown ?? 1);
    const rounds = options.isQuick ? 1 : ROUNDS;
    const { urls, executablePath } = await startWorld("builder", options);
    const world = worldOf(urls, SHOP);
    await press(world, "/flows/new", { intent: "blank", trigger: "subscribed", purpose: "marketing" });
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    options.onEnd(() => browser.close());
    const page = await openWindow(browser, slowdown);
    await page.goto(`${urls.store}/store/${SHOP}/apps/cartbell/flows`);
    const frame = await untilAlive(page);
    await openFlow(frame);
    const path = new URL(frame.url()).pathname;
    await press(world, path, { intent: "save", document: JSON.stringify(sixtySteps()) });

    const renders: number[] = [];
    const seen: Record<string, Smoothness[]> = {};
    for (let round = 0; round < rounds; round += 1) {
      await page.goto(`${urls.store}/store/${SHOP}/apps/cartbell/flows`);
      const own = await untilAlive(page);
      // The code of the editor is there, as for a merchant who opens a second flow.
      await openFlow(own);
      await own.getByRole("link", { name: "Flows", exact: true }).click();
      await own.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
      renders.push(await renderMs(own));
      for (const [name, smoothness] of Object.entries(await work(page, own)))
        seen[name] = [...(seen[name] ?? []), smoothness];
      options.say(`${Math.round(renders.at(-1) ?? 0)} ms; ${inWords(seen)}`);
    }
    const sides = Object.fromEntries(Object.entries(seen).map(([name, those]) => [name, { ...middleOf(those) }]));
    const all = Object.values(sides);
    return {
      scale: { steps: STEPS, rounds },
      settings: { slowdown },
      values: {
        renderMs: median(renders),
        framesPerSecond: Math.min(...all.map((it) => it.framesPerSecond ?? 0)),
        p95FrameMs: Math.max(...all.map((it) => it.p95FrameMs ?? 0)),
        longestFrameMs: Math.max(...all.map((it) => it.longestFrameMs ?? 0)),
        calibrationMs: await calibrate(page),
      },
      sides,
    };
  },
};

async function openFlow(frame: Frame): Promise<void> {
  await frame.getByRole("link", { name: "Subscribed", exact: true }).click();
  await frame.getByRole("heading", { name: "Subscribed", level: 1 }).waitFor();
}

/** From the moment at which the browser has the flow until its last step has been drawn. */
async function renderMs(frame: Frame): Promise<number> {
  const drawn = frame.evaluate(async (count) => {
    const isThere = () => document.querySelectorAll("[data-step]").length === count;
    await new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!isThere()) return;
        observer.disconnect();
        resolve();
      }).observe(document.body, { childList: true, subtree: true });
    });
    // After the layout and paint of their frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const end = performance.now();
    const data = performance
      .getEntriesByType("resource")
      .filter(({ name }) => /\/flows\/[0-9a-f-]{36}\.data/.test(name));
    return end - ((data.at(-1) as PerformanceResourceTiming | undefined)?.responseEnd ?? Number.NaN);
  }, STEPS);
  await frame.getByRole("link", { name: "Subscribed", exact: true }).click();
  return await drawn;
}

/** What a merchant does with the picture and a form. */
async function work(page: Page, frame: Frame): Promise<Record<string, Smoothness>> {
  const steps = frame.locator("[data-step]");
  const middle = async () => {
    const box = await steps.nth(STEPS / 2).boundingBox();
    await page.mouse.move(400, Math.min(600, Math.max(200, box?.y ?? 400)));
  };
  await steps.first().waitFor();
  await middle();
  const turnWheel = (x: number, y: number) => async () => {
    for (const direction of [1, -1])
      for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(x * direction, y * direction);
  };
  const scroll = await framesDuring(frame, turnWheel(0, 60));
  const sideways = await framesDuring(frame, turnWheel(60, 0));
  await steps.first().focus();
  const select = await framesDuring(frame, async () => {
    for (let place = 0; place < 20; place += 1) {
      for (const key of ["Enter", "Escape", "ArrowDown"]) await page.keyboard.press(key);
    }
  });
  await steps.filter({ hasText: "Send “" }).first().click();
  await frame.getByRole("textbox", { name: "Text" }).click();
  const typing = await framesDuring(frame, async () => {
    for (const key of TYPED) await page.keyboard.press(key);
  });
  return { scroll, sideways, select, typing };
}

function inWords(seen: Record<string, Smoothness[]>): string {
  const last = Object.entries(seen).map(([name, those]) => [name, those.at(-1)] as const);
  return last
    .map(([name, it]) => `${name} ${it?.framesPerSecond.toFixed(1)}/s, ${it?.p95FrameMs.toFixed(1)} ms`)
    .join("; ");
}

function middleOf(those: Smoothness[]): Smoothness {
  const of = (key: keyof Smoothness) => median(those.map((it) => it[key]));
  return {
    framesPerSecond: of("framesPerSecond"),
    p95FrameMs: of("p95FrameMs"),
    longestFrameMs: of("longestFrameMs"),
  };
}

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}
