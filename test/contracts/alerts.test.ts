import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startCarrier } from "@cartbell/sim/carrier";
import { startClock } from "@cartbell/sim/clock";
import { pino } from "pino";
import { afterAll, beforeEach, expect, test } from "vitest";
import { readAlertConfig } from "#platform/config";
import { openAlertForwarder } from "../../bin/alerts/open.ts";
import { carrierControl } from "./carrier-control.ts";
import { startTelegramBot } from "./telegram-bot.ts";

const [ON_CALL, FROM] = ["+12125550123", "+12025550188"];
const TOKEN = "alertmanagers-token";
const BOT = { token: "12345:bot-token", chats: ["-100200300"] };
const SMS = { accountSid: `AC${"9".repeat(32)}`, authToken: "an-account-of-its-own" };

const clock = await startClock({ port: 0 });
const numbers = [{ phone: FROM, kind: "toll_free" as const, partsPerSecond: 100 }];
const carrier = await startCarrier({ port: 0, ...SMS, clock, numbers, delayScale: 0 });
const phone = carrierControl(carrier.url);
const bot = await startTelegramBot(BOT);
const posted: unknown[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  posted.push(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  response.writeHead(204).end();
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`; // it listens on TCP

const settings = {
  ...{ NODE_ENV: "test", LOG_LEVEL: "silent", ALERTS_PORT: "0", ALERTS_TOKEN: TOKEN },
  ALERTS_RUNBOOK_URL: "https://docs.example.test/cartbell/",
  ...{ ALERTS_TELEGRAM_TOKEN: BOT.token, ALERTS_TELEGRAM_CHATS: BOT.chats.join(), ALERTS_TELEGRAM_API_URL: bot.url },
  ...{ ALERTS_SMS_ACCOUNT_SID: SMS.accountSid, ALERTS_SMS_AUTH_TOKEN: SMS.authToken },
  ...{ ALERTS_SMS_FROM: FROM, ALERTS_SMS_TO: ON_CALL, ALERTS_SMS_API_URL: carrier.url },
  ALERTS_WEBHOOK_URL: receiverUrl,
};

/** A forwarder with these settings, and what posts a notification to it as Alertmanager does. */
async function aForwarder(more: Record<string, string> = {}) {
  const server = await openAlertForwarder(readAlertConfig({ ...settings, ...more }), pino({ level: "silent" }));
  afterAll(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return (body: unknown, token = TOKEN) =>
    fetch(`http://127.0.0.1:${port}/alerts`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }).then(({ status }) => status);
}

const anAlert = (name: string, more: { severity?: string; status?: string; summary?: string } = {}) => ({
  status: more.status ?? "firing",
  labels: { alertname: name, severity: more.severity ?? "page" },
  annotations: { summary: more.summary ?? "Texts wait.", runbook_url: "docs/runbook.md#texts-are-late" },
  startsAt: "2026-11-30T16:00:00Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus/graph",
  fingerprint: `${name} ${more.summary ?? ""}`,
});

const aGroup = (...alerts: ReturnType<typeof anAlert>[]) => ({
  ...{ version: "4", receiver: "people", groupLabels: {}, commonLabels: {}, commonAnnotations: {} },
  ...{ groupKey: `{}:{alertname="${alerts[0]?.labels.alertname}"}`, externalURL: "http://alertmanager" },
  ...{ status: alerts.some(({ status }) => status === "firing") ? "firing" : "resolved", truncatedAlerts: 0, alerts },
});

async function textsOnCall(): Promise<string[]> {
  await phone.idle();
  return (await phone.textsOn(ON_CALL)).map(({ body }) => body);
}

let textsBefore = 0;
beforeEach(async () => {
  bot.messages.length = 0;
  posted.length = 0;
  bot.setFault(null);
  await phone.setFaults({});
  textsBefore = (await textsOnCall()).length;
});
const newTexts = async () => (await textsOnCall()).slice(textsBefore);

afterAll(async () => {
  receiver.close();
  bot.close();
  await carrier.close();
  await clock.close();
});

test("a page reaches people by Telegram and by SMS, and the webhook gets what Alertmanager sent", async () => {
  const post = await aForwarder();
  expect(await post(aGroup(anAlert("LaneBehind")))).toBe(200);
  expect(bot.messages).toEqual([
    expect.objectContaining({
      chat_id: BOT.chats[0],
      text: '<b>Page: LaneBehind</b>\nTexts wait.\n<a href="https://docs.example.test/cartbell/docs/runbook.md#texts-are-late">Runbook</a>',
    }),
  ]);
  expect(await newTexts()).toEqual(["Page: LaneBehind: Texts wait."]);
  expect(posted).toEqual([expect.objectContaining({ version: "4", status: "firing" })]);
});

test("a ticket wakes no one by SMS, unless Telegram fails", async () => {
  const post = await aForwarder();
  expect(await post(aGroup(anAlert("ReplicaLagging", { severity: "ticket" })))).toBe(200);
  expect(bot.messages).toHaveLength(1);
  expect(await newTexts()).toEqual([]);
  bot.setFault({ status: 429, description: "Too Many Requests: retry after 30" });
  expect(await post(aGroup(anAlert("JobsFailing", { severity: "ticket" })))).toBe(200);
  expect(await newTexts()).toEqual(["Ticket: JobsFailing: Texts wait."]);
});

test("when no path takes it, Alertmanager is told to send it again, and then each path that failed is tried again", async () => {
  const post = await aForwarder({ ALERTS_WEBHOOK_URL: "http://127.0.0.1:9/" });
  bot.setFault({ status: 502, description: "Bad Gateway" });
  const page = aGroup(anAlert("ProviderAway"));
  await phone.setTokens({ primary: "rotated" });
  expect(await post(page)).toBe(502);
  await phone.setTokens({ primary: SMS.authToken });
  bot.setFault(null);
  expect(await post(page)).toBe(200);
  expect(bot.messages).toHaveLength(1);
  expect(await newTexts()).toHaveLength(1);
});

test("what two Alertmanagers say at once, or one repeats, is sent once, and its end is sent", async () => {
  const post = await aForwarder();
  const page = aGroup(anAlert("IntakeBehind"));
  expect(await Promise.all([post(page), post(page), post(page)])).toEqual([200, 200, 200]);
  expect(bot.messages).toHaveLength(1);
  expect(await post(aGroup(anAlert("IntakeBehind", { status: "resolved" })))).toBe(200);
  expect(bot.messages.map(({ text }) => text.split("\n")[0])).toEqual([
    "<b>Page: IntakeBehind</b>",
    "<b>Resolved: IntakeBehind</b>",
  ]);
  expect(await post(page)).toBe(200); // it fires again
  expect(bot.messages).toHaveLength(3);
});

test("a group is one message, with the first five alerts and the number of the others", async () => {
  const post = await aForwarder();
  const many = Array.from({ length: 40 }, (_, place) => anAlert("ProcessDown", { summary: `w${place} is down.` }));
  expect(await post(aGroup(...many))).toBe(200);
  expect(bot.messages).toHaveLength(1);
  expect(bot.messages[0]?.text).toContain("w4 is down.");
  expect(bot.messages[0]?.text).not.toContain("w5 is down.");
  expect(bot.messages[0]?.text).toMatch(/and 35 more$/);
  expect(await newTexts()).toEqual(["Page: ProcessDown: w0 is down. (+39 more)"]);
});

test("whatever stands in an alert, Telegram can parse it and a text stays short and on one line", async () => {
  const post = await aForwarder();
  const summary = `<script>&amp; "quoted" </b>\n\u0007${"🚨<&>".repeat(3_000)}`;
  expect(await post(aGroup(anAlert("<b>Odd & long</b>", { summary })))).toBe(200);
  expect(bot.messages).toHaveLength(1);
  const [text = ""] = await newTexts();
  expect(text.length).toBeLessThan(500);
  expect(text).not.toMatch(/\p{Cc}/u);
});

test("beyond its messages of an hour a path is left out, and the flood ends there", async () => {
  const post = await aForwarder({ ALERTS_MESSAGES_PER_HOUR: "3" });
  const flood = Array.from({ length: 8 }, (_, place) => aGroup(anAlert(`Flood${place}`)));
  // A page that no path has room for comes again from Alertmanager.
  expect(await Promise.all(flood.map((page) => post(page)))).toEqual([...Array(3).fill(200), ...Array(5).fill(502)]);
  expect(bot.messages).toHaveLength(3);
  expect(await newTexts()).toHaveLength(3);
});

test("only Alertmanager with its token is heard, and only what it sends", async () => {
  const post = await aForwarder();
  expect(await post(aGroup(anAlert("LaneBehind")), "a-wrong-token-of-someone")).toBe(401);
  expect(await post("no JSON")).toBe(400);
  expect(await post({ version: "3" })).toBe(400);
  expect(await post("x".repeat(2 * 1024 ** 2)).catch(() => 413)).toBe(413);
  expect(bot.messages).toEqual([]);
});

test("a forwarder without a path, or with half of one, says what is missing", async () => {
  const none = { NODE_ENV: "test", ALERTS_TOKEN: TOKEN };
  const open = (env: Record<string, string>) => openAlertForwarder(readAlertConfig(env), pino({ level: "silent" }));
  await expect(open(none)).rejects.toThrow("No path for alerts is set");
  await expect(open({ ...none, ALERTS_SMS_FROM: FROM })).rejects.toThrow("ALERTS_SMS_ACCOUNT_SID");
  expect(() => readAlertConfig({ NODE_ENV: "test" })).toThrow("ALERTS_TOKEN is not set");
});
