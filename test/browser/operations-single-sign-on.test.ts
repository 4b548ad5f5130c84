import { startIssuer } from "@cartbell/sim/oidc";
import { afterAll, expect, test } from "vitest";
import { launchBrowser } from "../setup/browser.ts";
import { openStory } from "../stories/story-world.ts";

// Single sign-on in a real browser, whose rules for cookies between two sites a client of our own doesn't have.

const issuer = await startIssuer({ id: "panel", secret: "secret" });
afterAll(() => issuer.close());
const world = await openStory({
  build: new URL("../../build/server/index.js", import.meta.url),
  hasWorker: false,
  settings: {
    OPERATORS_OIDC_ISSUER: issuer.url,
    OPERATORS_OIDC_CLIENT_ID: "panel",
    OPERATORS_OIDC_CLIENT_SECRET: "secret",
    OPERATORS_OIDC_READERS: "ada@fernhill.test",
  },
});
const browser = await launchBrowser();
afterAll(() => browser.close());

test("an operator comes back from the provider's site to the page that they wanted, logged in", async () => {
  const page = await browser.newPage();
  await page.goto(`${world.web.url}/operations/audit?action=login`);
  await page.getByRole("link", { name: "Log in with single sign-on" }).click();
  await page.waitForURL(`${world.web.url}/operations/audit?action=login`);
  await page.getByRole("cell", { name: "ada@fernhill.test" }).first().waitFor();
  const cookies = await page.context().cookies(`${world.web.url}/operations`);
  expect(cookies.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly])).toEqual([
    ["cartbell-operations", "Strict", true],
  ]);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("link", { name: "Log in with single sign-on" }).waitFor();
});
