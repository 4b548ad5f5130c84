import { randomBytes } from "node:crypto";
import { type SimulatedHelpDesks, startHelpDesks } from "@cartbell/sim/help-desks";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { answerHelpDesk } from "#app/help-desks/receive";
import { conversationOf } from "#domain/conversations/inbox/find";
import { readThread } from "#domain/conversations/inbox/thread";
import { receiveTexts } from "#domain/conversations/receive";
import { conversationSource } from "#domain/conversations/source";
import { openDeskAccess } from "#domain/help-desks/call-desk";
import { connectDesk } from "#domain/help-desks/connection/connect";
import { changeHandOver } from "#domain/help-desks/connection/manage";
import { deliverToDesk } from "#domain/help-desks/delivery/deliver";
import { dueDesks } from "#domain/help-desks/delivery/take";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { createVisitors } from "#platform/http/visitors";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { tokenCipher } from "#platform/token-cipher";
import { anInboundText } from "../../factories/inbound-text.ts";
import { aLaneAtWork, sources } from "../../factories/lane.ts";
import { aSubscriber } from "../../factories/subscriber.ts";

export const KINDS = ["gorgias", "zendesk"] as const;
export type Kind = (typeof KINDS)[number];

/** A connected help desk that is simulated, our endpoint for its webhooks, and a shopper. Call it once, at a file's top. */
export function aDeskAtWork() {
  const at = aLaneAtWork();
  let desks: SimulatedHelpDesks;
  let server: Awaited<ReturnType<typeof serve>>;
  let kind: Kind = "gorgias";
  const refused = createRefusalCounter(at.ctx.log);

  beforeAll(async () => {
    desks = await startHelpDesks({ now: () => at.ctx.clock.now() });
    server = await serve(
      (request, response) => answerHelpDesk(request, response, { ctx: at.ctx, refused, visitors: createVisitors(1) }),
      { host: "127.0.0.1", port: 0 },
    );
    at.ctx.appUrl = server.url;
    const cipher = tokenCipher([{ id: "k1", key: randomBytes(32) }]);
    at.ctx.helpDesks = openDeskAccess({ cipher, simulatorUrl: desks.url, trusted: [] }, { timeoutMs: 5_000 });
  });
  beforeEach(() => {
    at.dispatch.sources = { ...sources, conversation: conversationSource };
  });
  afterAll(async () => {
    await desks.close();
    await server.close();
    refused.close();
  });

  const ctx = () => at.ctx as typeof at.ctx & { helpDesks: NonNullable<typeof at.ctx.helpDesks> };
  let subdomain = "";
  const account = () => desks.account(kind, subdomain);
  const deskTicket = () => account().tickets.findLast(({ isDeleted }) => !isDeleted);
  return {
    at,
    get desks() {
      return desks;
    },
    get url() {
      return server.url;
    },
    account,
    deskTicket,
    get place(): [Kind, string] {
      return [kind, subdomain];
    },
    /** Connects a new account, which is handed every conversation. */
    async connect(of: Kind, handsOver = "all", topics: string[] = []) {
      kind = of;
      subdomain = `s${newId().slice(-12)}`;
      const { shopId } = at.lane;
      await connectDesk(ctx(), shopId, { kind, subdomain, userName: "ada@shop.test", token: "token" });
      await changeHandOver(ctx(), shopId, { handsOver, topics });
    },
    connectAgain: (given: object) =>
      connectDesk(ctx(), at.lane.shopId, { kind, subdomain, userName: "ada@shop.test", token: "token", ...given }),
    isDue: async () =>
      (
        await ctx().db.run<{ shop_id: string }>(statement("", (dueDesks as { shops: string }).shops), [
          ctx().clock.now(),
        ])
      ).length > 0,
    deliver: (changed: Partial<ReturnType<typeof ctx>> = {}) => deliverToDesk({ ...ctx(), ...changed }, at.lane.shopId),
    helpDesks: () => ctx().helpDesks,
    async deliverAll() {
      while (await deliverToDesk(ctx(), at.lane.shopId));
    },
    async aShopper(firstName = "Bo") {
      const { shopId, senderId } = at.lane;
      const { db } = ctx();
      const { id: subscriberId, phone } = await aSubscriber(db, { shopId, firstName });
      const base = await anInboundText(db, { shopId, senderId, phone });
      const writes = async (body: string) => {
        const text = { ...base, body, providerId: `SM${newId()}`, receivedAt: ctx().clock.now() };
        await db.transaction((tx) => receiveTexts(tx, ctx(), [text]));
      };
      const conversationId = async () => (await conversationOf(db, shopId, subscriberId)) ?? "";
      const thread = async () => (await readThread(db, { shopId, conversationId: await conversationId() })).entries;
      return { subscriberId, phone, writes, conversationId, thread };
    },
    /** What was handed over to the carrier since the start of the test. */
    async texted() {
      await at.dispatchTurns({ class: "reply", shopId: at.lane.shopId });
      return (await at.handedOver()).map(({ body, to }) => ({ body, to }));
    },
    /** What stands in the ticket, oldest first: shoppers' texts, notes and agents' answers. */
    said: () =>
      (deskTicket()?.messages ?? []).map(({ body, isPublic, isFromAgent }) =>
        isFromAgent ? `${isPublic ? "agent" : "note"}: ${body}` : `shopper: ${body}`,
      ),
  };
}
