import { describe, expect, test } from "vitest";
import { answerConversation } from "#domain/conversations/inbox/answer";
import { closeConversation } from "#domain/conversations/inbox/change-state";
import { findConversation } from "#domain/conversations/inbox/find";
import { changeHandOver } from "#domain/help-desks/connection/manage";
import { readDesk, readTicketOf } from "#domain/help-desks/connection/read";
import { handOverConversation } from "#domain/help-desks/hand-over";
import { redactCustomers } from "#domain/privacy/redact-customers";
import type { PublicPost } from "#platform/http/outgoing/public-post";
import { aDeskAtWork, KINDS } from "./desk-at-work.ts";

const desk = aDeskAtWork();
const { ctx } = desk.at;
const shop = () => desk.at.lane.shopId;
const ada = { kind: "staff", id: "1", name: "Ada" } as const;

describe.each(KINDS)("%s", (kind) => {
  async function aTicket() {
    await desk.connect(kind);
    const shopper = await desk.aShopper();
    await shopper.writes("Where is my order?");
    await desk.deliverAll();
    return { ...shopper, ticketId: desk.deskTicket()?.id ?? 0 };
  }

  test("a question becomes a ticket, and the agent's answer a text from the same number, in the same thread", async () => {
    const { phone, ticketId, thread } = await aTicket();
    expect(desk.said()).toEqual(["shopper: Where is my order?"]);
    expect(desk.account().users).toMatchObject([{ name: "Bo", phone }]);
    await desk.desks.write(...desk.place, ticketId, "It left this morning.");
    await desk.deliverAll();
    expect(await desk.texted()).toEqual([{ body: "It left this morning.", to: phone }]);
    expect(await desk.at.rows()).toMatchObject([{ class: "reply", senderId: desk.at.lane.senderId }]);
    expect((await thread()).at(-1)).toMatchObject({
      kind: "text-out",
      by: { kind: "help-desk", name: expect.stringMatching(/^Riley \(/) },
    });
  });

  test("later texts go to the same ticket, in the order in which they came", async () => {
    const { writes } = await aTicket();
    await writes("It is number 1001");
    await writes("Are you there?");
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(1);
    expect(desk.said()).toEqual([
      "shopper: Where is my order?",
      "shopper: It is number 1001",
      "shopper: Are you there?",
    ]);
  });

  test("webhooks that come twice, late or in the wrong order send one text each", async () => {
    const { ticketId } = await aTicket();
    await desk.desks.write(...desk.place, ticketId, "First");
    await desk.desks.write(...desk.place, ticketId, "Second");
    for (const _ of [1, 2, 3]) expect(await desk.desks.tell(...desk.place, ticketId)).toBe(200);
    await desk.deliverAll();
    await desk.desks.tell(...desk.place, ticketId);
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body).sort()).toEqual(["First", "Second"]);
  });

  test("a note of the agents' is not sent", async () => {
    const { ticketId } = await aTicket();
    await desk.desks.write(...desk.place, ticketId, "She is a regular.", { isPublic: false });
    await desk.deliverAll();
    expect(await desk.texted()).toEqual([]);
  });

  test("what someone else writes who was copied in is not sent", async () => {
    const { ticketId } = await aTicket();
    await desk.desks.write(...desk.place, ticketId, "Send money here.", { isFromStranger: true });
    await desk.deliverAll();
    expect(await desk.texted()).toEqual([]);
  });

  test("a ticket with hundreds of kilobytes of messages is read, and its newest answer sent", async () => {
    const { ticketId } = await aTicket();
    const note = "A long story. ".repeat(500);
    for (let n = 0; n < 60; n += 1) await desk.desks.write(...desk.place, ticketId, note, { isPublic: false });
    await desk.desks.write(...desk.place, ticketId, "It left this morning.");
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).toEqual(["It left this morning."]);
  });

  test("a worker that is killed after its request leaves a line that the next one finds done", async () => {
    const { writes } = await aTicket();
    await writes("Hello?");
    const helpDesks = desk.helpDesks();
    const post = async (sent: PublicPost) => {
      const answer = await helpDesks.post(sent);
      if (sent.method === "GET" || !sent.url.includes(kind === "gorgias" ? "/messages" : "/tickets/")) return answer;
      throw new Error("killed");
    };
    await expect(desk.deliver({ helpDesks: { ...helpDesks, post } })).rejects.toThrow("killed");
    await desk.deliverAll();
    ctx.clock.advance(2 * 60_000);
    await desk.deliverAll();
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Hello?"]);
  });

  test("someone who opted out gets no answer, and the agent reads why", async () => {
    const { writes, ticketId } = await aTicket();
    await writes("STOP");
    await desk.texted();
    const before = (await desk.texted()).length;
    await desk.desks.write(...desk.place, ticketId, "It left this morning.");
    await desk.deliverAll();
    await desk.desks.tell(...desk.place, ticketId);
    await desk.deliverAll();
    expect(await desk.texted()).toHaveLength(before);
    const notes = desk.said().filter((it) => it.startsWith("note: "));
    expect(notes).toEqual([
      "note: This person opted out of texts: STOP",
      expect.stringContaining("Cartbell didn’t send “It left this morning.”: This person has opted out"),
    ]);
    // A later START does not bring back what was refused.
    await writes("START");
    await desk.desks.tell(...desk.place, ticketId);
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).not.toContain("It left this morning.");
  });

  test("an unsigned or wrongly signed webhook is refused, and a made-up ticket is looked for in vain", async () => {
    const { ticketId } = await aTicket();
    expect(await desk.desks.tell(...desk.place, ticketId, { secret: "guessed" })).toBe(403);
    const [hook] = desk.account().hooks;
    expect((await fetch(hook?.url ?? "", { method: "POST", body: "{}" })).status).toBe(403);
    expect((await fetch(`${desk.url}/help-desks/x/y`, { method: "POST" })).status).toBe(404);
    expect((await fetch(hook?.url ?? "", { method: "GET" })).status).toBe(405);
    expect((await fetch(hook?.url ?? "", { method: "POST", body: "x".repeat(70_000) })).status).toBe(413);
    expect(await desk.isDue()).toBe(false);
  });

  test("a conversation is closed with its ticket, and a ticket with its conversation", async () => {
    const { ticketId, conversationId, writes } = await aTicket();
    const state = async () => (await findConversation(ctx.db, shop(), await conversationId()))?.state;
    await desk.desks.change(...desk.place, ticketId, { status: kind === "zendesk" ? "solved" : "closed" });
    await desk.deliverAll();
    expect(await state()).toBe("closed");
    await writes("One more thing");
    await desk.deliverAll();
    expect(desk.deskTicket()).toMatchObject({ id: ticketId, status: "open" });
    expect(await state()).toBe("open");
    await closeConversation(ctx, { shopId: shop(), conversationId: await conversationId(), by: ada });
    await desk.deliverAll();
    expect(desk.deskTicket()?.status).toBe(kind === "zendesk" ? "solved" : "closed");
  });

  test("what is answered in Cartbell stands in the ticket as a note", async () => {
    const { conversationId } = await aTicket();
    const answer = { shopId: shop(), conversationId: await conversationId(), key: "1", body: "On its way.", by: ada };
    await answerConversation(ctx, answer);
    await desk.deliverAll();
    expect(desk.said().at(-1)).toBe("note: Ada answered in Cartbell: On its way.");
  });

  test("only what the merchant chose is handed over; anything else by hand, with the texts before", async () => {
    await desk.connect(kind, "topics", ["price"]);
    const shopper = await desk.aShopper();
    await shopper.writes("Where is my order?");
    await desk.deliverAll();
    expect(desk.account().tickets).toEqual([]);
    const of = { shopId: shop(), conversationId: await shopper.conversationId() };
    expect(await readTicketOf(ctx.db, ctx, of)).toMatchObject({ state: "not-handed-over" });
    await shopper.writes("Hello?");
    await handOverConversation(ctx, of);
    await handOverConversation(ctx, of);
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(1);
    expect(desk.said()).toEqual(["shopper: Hello?", "note: Texts before:\nShopper: Where is my order?"]);
    expect(await readTicketOf(ctx.db, ctx, of)).toMatchObject({
      state: "open",
      url: expect.stringContaining(String(desk.deskTicket()?.id)),
    });
    const another = await desk.aShopper();
    await another.writes("How much is shipping?");
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(2);
  });

  test("a deleted ticket is followed by a new one", async () => {
    const { writes, ticketId } = await aTicket();
    await desk.desks.change(...desk.place, ticketId, { isDeleted: true });
    await desk.deliverAll();
    await writes("Hello?");
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(2);
    expect(desk.said()).toEqual(["shopper: Hello?"]);
    await desk.desks.write(...desk.place, desk.deskTicket()?.id ?? 0, "Hi.");
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).toEqual(["Hi."]);
  });

  test("a request whose answer is lost makes neither a second ticket nor a second message", async () => {
    await desk.connect(kind);
    const shopper = await desk.aShopper();
    const { faults } = desk.account();
    await shopper.writes("Where is my order?");
    faults.push(...(kind === "gorgias" ? [null, null] : [null]), { status: 0, isDone: true, isCut: true });
    await desk.deliver();
    expect(desk.account().tickets).toHaveLength(1);
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    await shopper.writes("Hello?");
    faults.push(...(kind === "gorgias" ? [null, null] : [null]), {
      status: 502,
      isDone: true,
      body: "<html>Bad gateway</html>",
    });
    await desk.deliver();
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(1);
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Hello?"]);
  });

  test("a text to a closed ticket opens it, though the help desk refuses that at first", async () => {
    const { writes, ticketId } = await aTicket();
    await desk.desks.change(...desk.place, ticketId, { status: kind === "zendesk" ? "solved" : "closed" });
    await desk.deliverAll();
    await writes("Hello?");
    const helpDesks = desk.helpDesks();
    let hasFailed = false;
    const post = (sent: PublicPost) => {
      if (sent.method === "PUT" && !hasFailed) {
        desk.account().faults.push({ status: 500 });
        hasFailed = true;
      }
      return helpDesks.post(sent);
    };
    await desk.deliver({ helpDesks: { ...helpDesks, post } });
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    expect(hasFailed).toBe(true);
    expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Hello?"]);
    expect(desk.deskTicket()).toMatchObject({ status: "open" });
  });

  test("an account that is connected again after another gets a new ticket, and no answer of the old one is sent again", async () => {
    const { writes, ticketId } = await aTicket();
    await desk.desks.write(...desk.place, ticketId, "It left.");
    await desk.deliverAll();
    await desk.connectAgain({ subdomain: "another" });
    await desk.connectAgain({});
    await changeHandOver(ctx, shop(), { handsOver: "all", topics: [] });
    await writes("Hello?");
    desk.account().faults.push({ status: 503 });
    await desk.deliver();
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    expect(desk.account().tickets).toHaveLength(2);
    expect(desk.said()).toEqual(["shopper: Hello?"]);
    ctx.clock.advance(20 * 60_000);
    await desk.deliverAll();
    expect((await desk.texted()).map(({ body }) => body)).toEqual(["It left."]);
  });

  test("an attempt that is under way when its shopper is erased doesn't bring the ticket back", async () => {
    await desk.connect(kind);
    const { writes, phone } = await desk.aShopper();
    await writes("Where is my order?");
    const helpDesks = desk.helpDesks();
    const erasure = { shopId: shop(), customerId: null, phone, orderIds: [] };
    const post = async (sent: PublicPost) => {
      const answer = await helpDesks.post(sent);
      if (sent.method === undefined && sent.url.includes("/tickets"))
        await ctx.db.transaction((tx) => redactCustomers(tx, ctx, [erasure]));
      return answer;
    };
    await desk.deliver({ helpDesks: { ...helpDesks, post } });
    expect(desk.account().tickets).toHaveLength(1);
    expect(await ctx.db.everyShop.helpDeskTicket.findMany()).toMatchObject([
      { ticketId: null, dueAt: null, number: 2 },
    ]);
  });

  test("rejected credentials are told to the merchant and tried no more until they are changed", async () => {
    const { writes } = await aTicket();
    desk.account().token = "another";
    await writes("Hello?");
    await desk.deliverAll();
    const { length } = desk.account().requests;
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    expect(desk.account().requests).toHaveLength(length);
    expect(await readDesk(ctx, shop())).toMatchObject({ trouble: expect.stringContaining("API token"), waiting: 1 });
    await expect(desk.connectAgain({})).rejects.toMatchObject({ field: "token" });
    await desk.connectAgain({ token: "another" });
    expect(await readDesk(ctx, shop())).toMatchObject({ trouble: null });
    await desk.deliverAll();
    ctx.clock.advance(60_000);
    await desk.deliverAll();
    expect(desk.said().at(-1)).toBe("shopper: Hello?");
  });
});
