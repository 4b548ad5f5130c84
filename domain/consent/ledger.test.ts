import { beforeEach, describe, expect, test } from "vitest";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";

const { db, clock } = aContext();
const { everyShop: prisma } = db;
beforeEach(emptyDatabase);

const ENTRY = { textShown: "Text me", formVersion: "3", ip: "203.0.113.9", evidence: { page: "/" } };

async function anEntry() {
  const person = await aSubscriber(db);
  const { shopId, id: subscriberId } = person;
  const entry = await prisma.consentEvent.create({
    data: {
      ...{ shopId, subscriberId, id: crypto.randomUUID(), phoneHash: person.phoneHash, scope: "marketing", ...ENTRY },
      ...{
        state: "subscribed",
        source: "sign-up-form",
        applied: true,
        occurredAt: clock.now(),
        recordedAt: clock.now(),
      },
    },
  });
  const { id, recordedAt } = entry;
  return { shopId, where: { shopId_subscriberId_recordedAt_id: { shopId, subscriberId, recordedAt, id } } };
}

describe("the database itself", () => {
  test.each([
    ["the state", { state: "unsubscribed" }],
    ["the source", { source: "checkout" }],
    ["the time", { occurredAt: new Date(0) }],
    ["when it was recorded", { recordedAt: new Date(0) }],
    ["the form", { formVersion: null }],
    ["whether it counted", { applied: false }],
    ["why it did not", { reason: "older-news" }],
    ["what it was about", { scope: "all" }],
    ["the double opt-in", { doubleOptIn: "confirmed" }],
    ["whose it is", { subscriberId: crypto.randomUUID() }],
    ["whose number it is", { phoneHash: "another" }],
    ["the words", { textShown: "Something else" }],
    ["the address", { ip: "203.0.113.10" }],
    ["the evidence", { evidence: { page: "/other" } }],
    ["the words away and the state with them", { textShown: null, state: "unsubscribed" }],
  ])("lets nobody change %s of an entry in the ledger of consent", async (_, data) => {
    const { where } = await anEntry();
    await expect(prisma.consentEvent.update({ where, data })).rejects.toThrow("append-only");
    expect(await prisma.consentEvent.findUnique({ where })).toMatchObject({ ...ENTRY, state: "subscribed" });
  });

  test("lets an erasure take what is personal, and nothing else", async () => {
    const { where } = await anEntry();
    await prisma.consentEvent.update({ where, data: { textShown: null, ip: null, evidence: {} } });
    expect(await prisma.consentEvent.findUnique({ where })).toMatchObject({ state: "subscribed", formVersion: "3" });
  });

  test("lets no one delete an entry, but those of a store that was erased", async () => {
    const { shopId, where } = await anEntry();
    await expect(prisma.consentEvent.delete({ where })).rejects.toThrow("append-only");
    await expect(prisma.consentEvent.deleteMany({ where: { shopId } })).rejects.toThrow("append-only");
    await expect(db.run(statement("", "TRUNCATE consent_events"))).rejects.toThrow("append-only");
    await prisma.shop.update({ where: { id: shopId }, data: { redactedAt: clock.now() } });
    expect(await prisma.consentEvent.deleteMany({ where: { shopId } })).toEqual({ count: 2 });
  });
});
