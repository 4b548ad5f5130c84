import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { setSecurityHeaders } from "#platform/http/security-headers";
import { serve } from "#platform/http/serve";
import { BROWSER, FERNHILL, openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";

const { build } = await pagesBuild();
const world = await openStory({ build, hasWorker: false });
await world.install(FERNHILL);

async function ask(path: string, init: RequestInit = {}) {
  const token = await world.store(FERNHILL).sessionToken();
  const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${token}` };
  const response = await fetch(`${world.web.url}${path}`, { redirect: "manual", headers, ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test.each([
  ["a public page", "/l/aB3dE5gH7j"],
  ["the unsubscribe page", "/u/x"],
  ["a merchant's data", "/campaigns.data"],
  ["a file", "/subscribers/export/file"],
  ["the sign-in page", "/auth/login"],
  ["a page without a shop", "/campaigns"],
  ["an exit without an address", "/auth/exit-iframe"],
  ["what is not there", "/no/such/page"],
  ["a webhook that is none", "/webhooks"],
  ["a callback of no provider", "/callbacks/none/receipts"],
  ["health", "/health/live"],
  ["an odd request", "/%"],
])("%s is not sniffed, not kept, and framed by no stranger", async (_what, path) => {
  const { headers } = await ask(path);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Cache-Control")).toMatch(/no-store/);
  expect(headers.get("Referrer-Policy")).not.toBeNull();
  expect(headers.get("Content-Security-Policy")).toMatch(/frame-ancestors 'none'/);
  expect(headers.get("Content-Security-Policy")).toMatch(/base-uri 'none'/);
});

test("a public page may load nothing but its own style", async () => {
  const { headers, text } = await ask("/l/aB3dE5gH7j");
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "";
  const policy = headers.get("Content-Security-Policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
});

test.each([true, false])("browsers keep to https when the app's address is https: %s", async (isHttps) => {
  const server = await serve(
    (_request, response) => {
      setSecurityHeaders(response, { isHttps });
      response.end();
    },
    { host: "127.0.0.1", port: 0 },
  );
  const { headers } = await fetch(server.url);
  expect(headers.get("Strict-Transport-Security")).toBe(isHttps ? "max-age=31536000; includeSubDomains" : null);
  await server.close();
});
