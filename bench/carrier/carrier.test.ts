import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { sign } from "@cartbell/sim/carrier/sign";
import { Pool } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { doublesIn } from "./recording.ts";
import { type BenchCarrier, startCarrier } from "./start-carrier.ts";

const path = "/2010-04-01/Accounts/AC1/Messages.json";
const ref = "018f0000-0000-7000-8000-000000000001.2026-11-01.018f0000-0000-7000-8000-00000000000";

let endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.reverse()) await end();
  endings = [];
});

async function aCarrier(...settings: Parameters<typeof startCarrier>): Promise<{ carrier: BenchCarrier; pool: Pool }> {
  const carrier = await startCarrier(...settings);
  const pool = new Pool(carrier.url, { connections: 4 });
  endings.push(
    () => carrier.close(),
    () => pool.destroy(),
  );
  return { carrier, pool };
}

function formOf(number: number, callbackUrl = "http://app.test/r"): string {
  return new URLSearchParams({
    To: `+1212555000${number}`,
    From: "+18005550100",
    Body: "Früh & spät",
    StatusCallback: `${callbackUrl}?ref=${ref}${number}#rc=5&rp=5xx,ct,rt`,
  }).toString();
}

async function send(pool: Pool, form: string): Promise<{ status: number }> {
  const { statusCode, body } = await pool.request({ method: "POST", path, body: form });
  await body.dump();
  return { status: statusCode };
}

describe("the benchmarks' carrier", () => {
  it("takes each text once, however its bytes are cut into packets", async () => {
    const { carrier } = await aCarrier({ isRecording: true });
    const wire = [1, 2, 3]
      .map((number) => formOf(number))
      .map((form) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${form.length}\r\n\r\n${form}`)
      .join("");
    const socket = connect(Number(new URL(carrier.url).port), "127.0.0.1");
    endings.push(() => socket.destroy());
    socket.setNoDelay(true);
    let answers = "";
    socket.on("data", (chunk) => {
      answers += chunk;
    });
    for (let at = 0; at < wire.length; at += 97) {
      socket.write(wire.slice(at, at + 97));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => answers.match(/HTTP\/1\.1 201/g)?.length).toBe(3);
    expect(new Set(answers.match(/SM[0-9a-f]{32}/g)).size).toBe(3);
    const recorded = await carrier.recorded();
    expect([...recorded.to]).toEqual([12125550001, 12125550002, 12125550003]);
    expect(recorded).toMatchObject({ count: 3, shops: [ref.slice(0, 36)], senders: ["+18005550100"] });
    expect(Buffer.from(recorded.id.subarray(16, 32)).toString("hex")).toBe("018f0000000070008000000000000002");
  });

  it("counts a text that comes twice", async () => {
    const { carrier, pool } = await aCarrier({ isRecording: true });
    for (const number of [1, 2, 1]) await send(pool, formOf(number));
    expect((await carrier.counts()).recordedByShop).toEqual({ [ref.slice(0, 36)]: 3 });
    expect(doublesIn(await carrier.recorded(true))).toBe(1);
    expect(await carrier.recorded()).toMatchObject({ count: 0, shops: [] });
    expect((await carrier.counts()).recordedByShop).toEqual({});
  });

  it("takes as long as it is told and no more texts a second than it is told", async () => {
    const { carrier, pool } = await aCarrier({ latencyMs: 50 });
    const begun = performance.now();
    expect(await send(pool, formOf(1))).toMatchObject({ status: 201 });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(45);
    await carrier.set({ latencyMs: 0, perSecond: 1 });
    const statuses = [await send(pool, formOf(2)), await send(pool, formOf(3))].map(({ status }) => status);
    expect(statuses).toContain(429);
    expect((await carrier.counts()).throttled).toBeGreaterThan(0);
  });

  it("stops listening and comes back at the same address", async () => {
    const { carrier, pool } = await aCarrier();
    await send(pool, formOf(1));
    await carrier.set({ mode: "refusing" });
    await expect.poll(async () => (await carrier.counts()).connections).toBe(0);
    await expect(send(pool, formOf(2))).rejects.toThrow();
    await carrier.set({ mode: "answering" });
    expect(await send(pool, formOf(3))).toMatchObject({ status: 201 });
  });

  it("is found to have a text whose answer never came", async () => {
    const { carrier, pool } = await aCarrier({ keepsWords: true, mode: "silent" });
    const lost = send(pool, formOf(1)).catch(() => null);
    await expect.poll(async () => (await carrier.counts()).accepted).toBe(1);
    await carrier.set({ mode: "answering" });
    const query = new URLSearchParams({ To: "+12125550001", From: "+18005550100" });
    const { body } = await pool.request({ method: "GET", path: `${path}?${query}` });
    expect(await body.json()).toMatchObject({ messages: [{ body: "Früh & spät", status: "queued" }] });
    await pool.destroy();
    await lost;
  });

  it("posts two signed receipts a text, again when it is told to wait", async () => {
    const got: string[] = [];
    const app = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const fields = Object.fromEntries(new URLSearchParams(body));
      const url = `http://${request.headers.host}${request.url}`;
      const isSigned = request.headers["x-twilio-signature"] === sign("secret", url, fields);
      got.push(`${isSigned ? "signed" : "forged"} ${fields.MessageStatus}`);
      response.writeHead(got.length === 1 ? 503 : 200).end();
    });
    app.listen(0, "127.0.0.1");
    await once(app, "listening");
    endings.push(() => app.close());
    const { carrier, pool } = await aCarrier({ receipts: { authToken: "secret", accountSid: "AC1", connections: 1 } });
    await send(pool, formOf(1, `http://127.0.0.1:${(app.address() as AddressInfo).port}/r`));
    await expect.poll(async () => (await carrier.counts()).receipts.posted).toBe(2);
    expect(got).toEqual(["signed sent", "signed sent", "signed delivered"]);
    expect((await carrier.counts()).receipts).toEqual({ posted: 2, retried: 1, failed: 0, waiting: 0 });
  });
});
