import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("what a loader streams stands in no Suspense boundary that could be updated before it has hydrated", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
  // Charts mount after the page has come alive (BrowserOnly).
  const allowed = ["ui/charts/line-chart.tsx", "ui/charts/sparkline.tsx"];
  const found = files.filter((file) => /<(Suspense|Await)\b/.test(readFileSync(`app/${file}`, "utf8")));
  expect(found.sort()).toEqual(allowed);
});
