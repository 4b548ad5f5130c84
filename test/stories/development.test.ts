import { expect, test } from "vitest";
import { startWeb } from "#app/start-web";
import { viteScreens } from "../../bin/dev/vite-screens.ts";
import { openStory } from "./story-world.ts";

test("in development a page comes from its sources, and the browser hears of changes", async () => {
  const world = await openStory({ hasWorker: false });
  const { screens, close } = await viteScreens();
  const web = await startWeb({ ...world.config, PORT: 0 }, screens);

  const page = await fetch(`${web.url}/no-such-page`);
  expect(page.status).toBe(410); // no merchant asks
  expect(await page.text()).toContain("virtual:remix/inject-hmr-runtime");
  const source = await fetch(`${web.url}/app/entry.client.tsx`);
  expect(source.headers.get("Content-Type")).toContain("javascript");
  expect(await source.text()).toContain("hydrateRoot");

  await web.stop();
  await close();
}, 120_000);
