import type { ServerBuild } from "@remix-run/node";
import { beforeEach, expect, test, vi } from "vitest";
import { logFailure } from "#app/log-failure";
import { fileInTurn } from "#app/request-limits";
import { shopTurns } from "#app/shop-turns";
import { createLog } from "#platform/log";
import { handleError } from "../../app/entry.server.tsx";
import { openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";

const { build, pages } = await pagesBuild();
const reporting: ServerBuild = { ...build, entry: { module: { ...build.entry.module, handleError } } };
const world = await openStory({ build: reporting, hasWorker: false, logLevel: "info" });

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((line) => written.push(String(line)) > 0);
});
const errorsIn = (lines: string[]) => lines.filter((line) => line.startsWith(`{"level":${ERROR}`));
const ERROR = 50;

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const json = { "Content-Type": "application/json" };
const cases: [string, RequestInit][] = [
  ["a form", { method: "POST", headers: form, body: "shop=x" }],
  [
    "a form that is cut off",
    { method: "POST", headers: { "Content-Type": "multipart/form-data; boundary=x" }, body: "--x" },
  ],
  ["JSON", { method: "POST", headers: json, body: "{" }],
  ["nothing at all", { method: "POST" }],
  ["a PUT", { method: "PUT", body: "x" }],
  ["a PATCH", { method: "PATCH", body: "x" }],
  ["a DELETE", { method: "DELETE" }],
  ["a HEAD", { method: "HEAD" }],
  ["a GET with a false token", { headers: { Authorization: "Bearer a.b.c" } }],
  ["a GET with an empty token", { headers: { Authorization: "Bearer " } }],
  ["a GET with another kind of token", { headers: { Authorization: "Basic eDp5" } }],
];
const addresses = [
  ...new Set(pages.map(({ path }) => path.replaceAll(/:\w+\??/g, "x").replace("*", "x"))),
  ...["/no/such/page", "/__manifest", "/__manifest?p=%2F%25", "/?_data=root", "/auth/login?_data=x", "/campaigns.data"],
  ...[
    "/auth/login.data",
    "/x.data?_routes=x",
    "/?shop=x&host=x",
    "/?shop=fernhill-supply.myshopify.com&id_token=a.b.c",
  ],
  ...[
    "/auth/login?shop=x",
    "/auth/login?shop=%00",
    "/auth/callback?code=x&shop=x.myshopify.com",
    "/auth/session-token?shop=x",
  ],
  ...["/webhooks", "/callbacks/twilio/inbound", "/l/x", "/u/x", "/proxy/sign-up", "/health/ready", "/health/live"],
];

test.each(cases)("%s of a stranger is no error of ours in the log, at whatever address", async (_what, init) => {
  const loud: string[] = [];
  for (const address of addresses) {
    const before = written.length;
    const response = await fetch(`${world.web.url}${address}`, { redirect: "manual", ...init });
    await response.arrayBuffer();
    const errors = errorsIn(written.slice(before));
    if (errors.length > 0 || response.status === 500) loud.push(`${address} ${response.status} ${errors.join(" ")}`);
  }
  expect(loud).toEqual([]);
});

test("a download that waited too long for its turn is a warning, and a defect stays an error", async () => {
  const busy = shopTurns({ mostPerShop: 1, mostInAll: 1, mostWaiting: 0, patienceMs: 1 });
  const turns = { files: shopTurns({ mostPerShop: 1, mostInAll: 1, mostWaiting: 0, patienceMs: 1 }), pieces: busy };
  await busy.take("shop");
  async function* content() {
    yield "a";
  }
  const asked = { shopId: "shop", signal: new AbortController().signal };
  const file = await fileInTurn(turns as never, asked, content()); // the other turns are not asked for
  const late: unknown = await file[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => error);
  const lines: string[] = [];
  const log = createLog("info", "test", (line) => void lines.push(line));
  logFailure(log, late, {}, "a request failed");
  logFailure(log, new Error("a defect"), { path: "/", search: "?data=1" }, "a page failed");
  expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([40, ERROR]);
});
