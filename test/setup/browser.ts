import { type Browser, chromium } from "playwright-core";
import { z } from "zod";

/** The running demo that `npm run test:browser` gives its tests. */
const demo = z.object({
  urls: z.object({
    store: z.url(),
    carrier: z.url(),
    people: z.url(),
    clock: z.url(),
    desks: z.url(),
    app: z.url(),
    worker: z.url(),
  }),
  /** What the app's processes see: DATABASE_URL and the secrets among it. */
  env: z.record(z.string(), z.string()),
  /** The browser's file. */
  chromium: z.string(),
});

export type Demo = z.output<typeof demo>;

/** Throws outside of `npm run test:browser`. */
export function runningDemo(): Demo {
  const text = process.env.CARTBELL_DEMO;
  if (text === undefined) throw new Error("Browser tests need everything running: use `npm run test:browser`.");
  return demo.parse(JSON.parse(text));
}

/** A browser that calls no one but us. Close it after the tests. */
export function launchBrowser(): Promise<Browser> {
  // As root there is no sandbox; the rest keeps Chromium from calling home.
  const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({
    executablePath: runningDemo().chromium,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet],
  });
}

/** HeadlessChrome's own name counts as a bot (isbot), which Shopify's library answers with 410. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
