import { setTimeout as sleep } from "node:timers/promises";
import type { Route } from "playwright-core";
import { expect, test } from "vitest";
import { expectNoTrouble } from "./admin.ts";
import { openDemoAdmin } from "./demo-admin.ts";

const { admin } = await openDemoAdmin();

const PEOPLE_READ = /\/subscribers\.data/;
const LATE_MS = 3_000;

async function answerLate(route: Route): Promise<void> {
  if (route.request().method() === "GET") await sleep(LATE_MS);
  await route.continue();
}

test("people chosen in the list get a tag by keyboard alone, are found by it, and lose it again", async () => {
  const { app, page } = admin;
  await admin.open("/subscribers");
  const boxes = app.getByRole("checkbox", { name: /^Choose / });
  for (const at of [0, 1]) {
    await boxes.nth(at).focus();
    await page.keyboard.press("Space");
  }
  await app.getByRole("button", { name: "Add tag" }).first().click();
  await app.getByRole("heading", { name: "Add a tag to 2 people" }).waitFor();
  // The page reads its people again after the answer. It takes as long as it takes: Enter works meanwhile.
  await page.route(PEOPLE_READ, answerLate);
  await page.keyboard.press("Enter");
  await app.getByText("Enter a tag.").waitFor();
  await page.keyboard.type("window-display");
  await page.keyboard.press("Enter");
  await admin.seeToast("2 people tagged");
  await page.unrouteAll({ behavior: "wait" });

  await admin.open("/subscribers?tag=window-display");
  expect(await boxes.count()).toBe(2);
  await boxes.first().focus();
  await page.keyboard.press("Space");
  await app.getByRole("button", { name: "Remove tag" }).first().click();
  await app.getByRole("heading", { name: "Remove a tag from 1 person" }).waitFor();
  await page.keyboard.type("window-display");
  await page.keyboard.press("Enter");
  await admin.seeToast("Tag removed from 1 person");
  await expect.poll(() => boxes.count()).toBe(1);
});

test("they are put on a list, made on the way", async () => {
  const { app, page } = admin;
  await admin.open("/subscribers?tag=wholesale");
  const boxes = app.getByRole("checkbox", { name: /^Choose / });
  await boxes.first().focus();
  await page.keyboard.press("Space");
  await app.getByRole("button", { name: "Add to list" }).first().click();
  await app.getByRole("heading", { name: "Add 1 person to a list" }).waitFor();
  await app.getByRole("combobox", { name: "List" }).selectOption({ label: "New list" });
  await app.getByLabel("List name").fill("Window display");
  await page.keyboard.press("Enter");
  await admin.seeToast("1 person added to the list");
  expectNoTrouble(admin);
});
