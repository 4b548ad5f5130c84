import { startCollector } from "@cartbell/sim/collector";
import { afterAll, expect, test } from "vitest";
import { watchAddresses } from "../../bin/demo/watch-addresses.ts";
import { runningDemo } from "../setup/browser.ts";

// What `npm run demo -- --watch` prints: each address answers as what it is called.
const collector = await startCollector({ port: 0 });
afterAll(() => collector.close());

const addresses = watchAddresses(runningDemo().urls, collector.url);

/** What only the page itself says, by the name that is printed. */
const SAYS: Record<string, RegExp> = {
  Traces: /<h1[^>]*>Traces<\/h1>/,
  "Operators' panel": /<h1>Cartbell operations<\/h1>/,
  "Metrics of the web": /^cartbell_http_request_seconds_count\{/m,
  "… of the workers": /^cartbell_job_seconds_count\{/m,
};

test("every address that is printed has a test here", () => {
  expect(addresses.map(({ name }) => name)).toEqual(Object.keys(SAYS));
});

test.each(addresses)("$name answers as what it is called", async ({ name, url }) => {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(SAYS[name] ?? /nothing/);
});
