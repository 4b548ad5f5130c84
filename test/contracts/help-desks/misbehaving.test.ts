import { describe, expect, test } from "vitest";
import { disconnectDesk, reconnectDesk } from "#domain/help-desks/connection/manage";
import { readDesk } from "#domain/help-desks/connection/read";
import { needsAttention } from "#domain/operations/attention";
import { aDeskAtWork, KINDS } from "./desk-at-work.ts";

const desk = aDeskAtWork();
const { ctx } = desk.at;
const shop = () => desk.at.lane.shopId;
const MINUTE = 60_000;

describe.each(KINDS)("%s", (kind) => {
  async function aTicket() {
    await desk.connect(kind);
    const shopper = await desk.aShopper();
    await shopper.writes("Where is my order?");
    await desk.deliverAll();
    return { ...shopper, ticketId: desk.deskTicket()?.id ?? 0 };
  }

  test("is left alone for as long as it asks", async () => {
    const { writes } = await aTicket();
    desk.account().faults.push({ status: 429, headers: { "Retry-After": "120" } });
    await writes("Hello?");
    await desk.deliver();
    const { length } = desk.account().requests;
    ctx.clock.advance(MINUTE);
    expect(await desk.isDue()).toBe(false);
    await desk.deliverAll();
    expect(desk.account().requests).toHaveLength(length);
    ctx.clock.advance(2 * MINUTE);
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Hello?"]);
  });

  test.each([
    ["errors", { status: 500 }],
    ["pages in HTML", { status: 200, body: "<!doctype html><title>Log in</title>" }],
    ["redirects to another subdomain", { status: 301, headers: { Location: "https://elsewhere.test/" } }],
    ["cut connections", { status: 0, isCut: true }],
  ])("that answers with %s loses nothing, is probed, and is told of", async (_, fault) => {
    const { writes } = await aTicket();
    await writes("One");
    await writes("Two");
    desk.account().faults.push(...Array.from({ length: 40 }, () => fault));
    for (let minute = 0; minute < 30; minute += 1) {
      await desk.deliver();
      ctx.clock.advance(MINUTE);
    }
    const { length } = desk.account().requests;
    expect(length).toBeLessThan(30);
    expect(await readDesk(ctx, shop())).toMatchObject({ trouble: expect.any(String), waiting: 1 });
    expect((await needsAttention(ctx.db, shop(), ctx.clock.now())).map((it) => it.kind)).toContain("help-desk-stuck");
    desk.account().faults.length = 0;
    for (let hour = 0; hour < 8; hour += 1) {
      ctx.clock.advance(60 * MINUTE);
      await desk.deliverAll();
    }
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: One", "shopper: Two"]);
    expect(await readDesk(ctx, shop())).toMatchObject({ trouble: null, waiting: 0 });
  });

  test("that refuses one text gets the next one", async () => {
    const { writes } = await aTicket();
    await writes("One");
    await writes("Two");
    desk.account().faults.push({ status: 400, body: "{}" });
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Two"]);
  });

  test("that falls silent for three days is not told the old texts, but the new ones", async () => {
    const { writes } = await aTicket();
    await writes("Old");
    ctx.clock.advance(73 * 60 * MINUTE);
    desk.account().faults.push({ status: 503 });
    await desk.deliver();
    await writes("New");
    ctx.clock.advance(60 * MINUTE);
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: New"]);
  });

  test("answers that are more than a day old when we see them are not sent, and the agent reads so", async () => {
    const { ticketId } = await aTicket();
    const { hooks } = desk.account();
    const [hook] = hooks.splice(0);
    await desk.desks.write(...desk.place, ticketId, "It left.");
    ctx.clock.advance(25 * 60 * MINUTE);
    if (hook) hooks.push(hook);
    await desk.desks.tell(...desk.place, ticketId);
    await desk.deliverAll();
    expect(await desk.texted()).toEqual([]);
    expect(desk.said().at(-1)).toContain("more than a day old");
  });

  test("that tells of nothing is read some times within a day, and its answers are sent", async () => {
    const { ticketId, writes } = await aTicket();
    desk.account().hooks.length = 0;
    await desk.desks.write(...desk.place, ticketId, "It left.");
    expect(await desk.isDue()).toBe(false);
    ctx.clock.advance(11 * MINUTE);
    expect(await desk.isDue()).toBe(true);
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).toEqual(["It left."]);
    await writes("Thanks, and the other one?");
    await desk.deliverAll();
    const { length } = desk.account().requests;
    for (let turn = 0; turn < 48 * 6; turn += 1) {
      if (await desk.isDue()) await desk.deliverAll();
      ctx.clock.advance(10 * MINUTE);
    }
    const looks = (desk.account().requests.length - length) / 2;
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(12);
  });

  test("a machine that answers every text stops at twenty in an hour", async () => {
    const { ticketId } = await aTicket();
    for (let n = 0; n < 22; n += 1) await desk.desks.write(...desk.place, ticketId, `Answer ${n}`);
    await desk.deliverAll();
    expect(await desk.texted()).toHaveLength(20);
    expect(desk.said().filter((it) => it.startsWith("note: "))).toHaveLength(2);
  });

  test("is told nothing after it was disconnected, and goes on when that is taken back", async () => {
    const { writes, ticketId } = await aTicket();
    const [hook] = desk.account().hooks;
    await disconnectDesk(ctx, shop());
    expect(desk.account().hooks).toEqual([]);
    if (hook) expect((await fetch(hook.url, { method: "POST", body: "{}" })).status).toBe(403);
    await writes("While away");
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Where is my order?"]);
    await reconnectDesk(ctx, shop());
    await writes("Back");
    await desk.desks.write(...desk.place, ticketId, "Here I am.");
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).toEqual(["Here I am."]);
    ctx.clock.advance(MINUTE);
    await disconnectDesk(ctx, shop());
    await desk.connectAgain({});
    expect(desk.account().hooks).toHaveLength(1);
    await writes("The same ticket");
    await desk.deliverAll();
    expect(desk.said().at(-1)).toBe("shopper: The same ticket");
    await disconnectDesk(ctx, shop());
    ctx.clock.advance(25 * 60 * MINUTE);
    await expect(reconnectDesk(ctx, shop())).rejects.toMatchObject({ code: "help-desk-gone" });
  });

  test("that is replaced by another account loses its webhook and its tickets", async () => {
    const { writes } = await aTicket();
    const before = desk.account();
    await desk.connect(kind);
    expect(before.hooks).toEqual([]);
    await writes("Hello?");
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Hello?"]);
  });
});
