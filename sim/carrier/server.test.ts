import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { reply, waitForText } from "../people/shopper.ts";
import type { CarrierOptions } from "./options.ts";
import { startCarrier } from "./server.ts";

const accountSid = `AC${"2".repeat(32)}`;
const authToken = "token";
const ours = "+12025550100";
const shopper = "+12025557000";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function aClock() {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: (ms: number) => {
      offsetMs += ms;
    },
  };
}

async function aCarrier(own: Partial<CarrierOptions> = {}) {
  const carrier = await startCarrier({
    port: 0,
    accountSid,
    authToken,
    clock: { now: () => new Date() },
    numbers: [{ phone: ours, kind: "long_code", partsPerSecond: 1000 }],
    delayScale: 0,
    ...own,
  });
  closers.push(carrier.close);
  const control = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${carrier.url}/control${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { ...((await response.json()) as Record<string, unknown>), status: response.status };
  };
  const send = async (fields: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const response = await fetch(`${carrier.url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
      body: new URLSearchParams({ To: shopper, From: ours, Body: "Hello", ...fields }),
    });
    return { ...((await response.json()) as Record<string, unknown>), httpStatus: response.status };
  };
  const show = async (sid: unknown) => {
    const response = await fetch(`${carrier.url}/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`, {
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
    });
    return (await response.json()) as Record<string, unknown>;
  };
  return { ...carrier, control, send, show };
}

describe("the carrier's number", () => {
  it("lets texts out at its own pace, in the order in which they came", async () => {
    const carrier = await aCarrier({ numbers: [{ phone: ours, kind: "long_code", partsPerSecond: 20 }] });
    const started = Date.now();
    for (let index = 0; index < 10; index += 1) await carrier.send({ Body: `text ${index}` });
    await carrier.control("GET", "/idle");
    expect(Date.now() - started).toBeGreaterThan(400);
    const messages = Array.from({ length: 10 }, (_, index) => ({ body: `text ${index}` }));
    expect(await carrier.control("GET", `/phones/${shopper}/messages`)).toMatchObject({ messages });
  });

  it("refuses what its ten-hour queue has no room for", async () => {
    const carrier = await aCarrier({ numbers: [{ phone: ours, kind: "long_code", partsPerSecond: 1 / 18_000 }] });
    const codes = [];
    for (let index = 0; index < 4; index += 1) codes.push((await carrier.send()).code ?? null);
    // The first leaves at once, two wait.
    expect(codes).toEqual([null, null, null, 21611]);
  });

  it("gives a waiting text up when its validity ends, also when the clock is moved there", async () => {
    const clock = aClock();
    const carrier = await aCarrier({ clock, numbers: [{ phone: ours, kind: "long_code", partsPerSecond: 0.001 }] });
    await carrier.send();
    const waiting = await carrier.send({ ValidityPeriod: "3600" });
    clock.advance(3_601_000);
    expect(await carrier.control("GET", "/idle")).toMatchObject({ isIdle: true });
    expect(await carrier.show(waiting.sid)).toMatchObject({ status: "failed", error_code: 30036, date_sent: null });
  });
});

describe("the carrier's memory", () => {
  it("outlives a restart: texts, hand-offs, replies' address, and what was still waiting", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "carrier-"));
    closers.push(() => rm(dataDir, { recursive: true }));
    const slow = { dataDir, numbers: [{ phone: ours, kind: "long_code" as const, partsPerSecond: 0.001 }] };
    const before = await aCarrier(slow);
    const callback = "http://127.0.0.1:1/receipts?ref=message-1";
    await before.send({ Body: "first", StatusCallback: callback });
    const waiting = await before.send({ Body: "second" });
    await waitForText({ carrierUrl: before.url, phone: shopper, containing: "first", timeoutMs: 5000 });
    await before.close();

    const after = await aCarrier({ dataDir });
    const found = await waitForText({ carrierUrl: after.url, phone: shopper, containing: "second", timeoutMs: 5000 });
    expect(found.sid).toBe(waiting.sid);
    expect(await after.control("GET", "/handoffs?ref=message-1")).toMatchObject({ handoffs: [{ body: "first" }] });
    expect(await after.control("GET", "/handoffs/summary")).toMatchObject({ accepted: 2, distinctRefs: 1 });
  });

  it("counts every hand-off by our reference and names the doubled ones", async () => {
    const carrier = await aCarrier();
    for (const ref of ["a", "b", "b"])
      await carrier.send({ StatusCallback: `http://127.0.0.1:1/r?x=1&ref=${ref}#rc=0` });
    expect(await carrier.control("GET", "/handoffs/summary")).toMatchObject({
      accepted: 3,
      distinctRefs: 2,
      duplicatedRefs: ["b"],
    });
    await carrier.control("POST", "/reset");
    expect(await carrier.control("GET", "/handoffs/summary")).toMatchObject({ accepted: 0, duplicatedRefs: [] });
  });
});

describe("the carrier's control", () => {
  it("shows the faults that are set, and refuses one that does not exist", async () => {
    const carrier = await aCarrier();
    await carrier.control("PUT", "/faults", { tooMany: 0.5, callbacks: { lose: 1 } });
    expect(await carrier.control("GET", "/faults")).toMatchObject({
      tooMany: 0.5,
      hang: 0,
      callbacks: { lose: 1, double: 0 },
    });
    expect(await carrier.control("PUT", "/faults", { tooFew: 1 })).toMatchObject({
      status: 400,
      error: expect.stringContaining("tooFew"),
    });
    expect(await carrier.control("GET", "/faults")).toMatchObject({ tooMany: 0.5 });
  });

  it("a seed makes the same bad day twice", async () => {
    const codes = [];
    for (let run = 0; run < 2; run += 1) {
      const carrier = await aCarrier({ seed: 42 });
      await carrier.control("PUT", "/faults", { tooMany: 0.3, errorBefore: 0.3 });
      const statuses = [];
      for (let index = 0; index < 20; index += 1) statuses.push((await carrier.send()).httpStatus);
      codes.push(statuses);
    }
    expect(codes[0]).toEqual(codes[1]);
    expect(new Set(codes[0])).toEqual(new Set([201, 429, 500]));
  });
});

describe("Twilio's own opt-out list, when it is switched on", () => {
  it("answers STOP and START itself and refuses texts in between", async () => {
    const carrier = await aCarrier({ advancedOptOut: true });
    const says = (body: string) => carrier.control("POST", "/inbound", { from: shopper, to: ours, body });
    await says(" stop ");
    await waitForText({ carrierUrl: carrier.url, phone: shopper, containing: "unsubscribed", timeoutMs: 5000 });
    expect(await carrier.send()).toMatchObject({ httpStatus: 400, code: 21610 });
    await says("START");
    expect(await carrier.send()).toMatchObject({ httpStatus: 201 });
  });

  it("is off unless asked for, so that the app must keep its own", async () => {
    const carrier = await aCarrier();
    await carrier.control("POST", "/inbound", { from: shopper, to: ours, body: "STOP" });
    expect(await carrier.send()).toMatchObject({ httpStatus: 201 });
  });
});

describe("scripted shoppers", () => {
  it("are told when no text comes and when no one takes their reply", async () => {
    const carrier = await aCarrier();
    const waiting = waitForText({ carrierUrl: carrier.url, phone: shopper, containing: "never", timeoutMs: 50 });
    await expect(waiting).rejects.toThrow("never");
    const replying = reply({ carrierUrl: carrier.url, phone: shopper, to: ours, body: "Hi" });
    await expect(replying).rejects.toThrow("nobody answered");
  });

  it("can wait for one more text of the same kind", async () => {
    const carrier = await aCarrier();
    await carrier.send({ Body: "Reminder 1" });
    await waitForText({ carrierUrl: carrier.url, phone: shopper, containing: "Reminder", timeoutMs: 5000 });
    const next = waitForText({
      carrierUrl: carrier.url,
      phone: shopper,
      containing: "Reminder",
      timeoutMs: 5000,
      skip: 1,
    });
    await carrier.send({ Body: "Reminder 2" });
    expect((await next).body).toBe("Reminder 2");
  });
});
