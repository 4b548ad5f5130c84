import { beforeEach, describe, expect, test } from "vitest";
import { type NewText, receiveTexts } from "#domain/conversations/receive";
import { parseDocument } from "#domain/flows/definition/document";
import type { FlowTrigger } from "#domain/flows/definition/entry-rules";
import { flowSource } from "#domain/flows/source";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { NewClick } from "#domain/links/record-clicks";
import { recordClicks } from "#domain/links/record-clicks";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { aTextWithLink } from "../../../test/factories/text-with-link.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { enterByClicks } from "./by-click.ts";
import { enterByTexts } from "./by-text.ts";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;
const DAY = 86_400_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let senderId: string;
let person: { id: string; phone: string | null };

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
  const made = await aSubscriber(ctx.db);
  person = made;
  ({ shopId } = made);
  ({ id: senderId } = await aSender(ctx.db, { shopId }));
});

const aFlow = (trigger: FlowTrigger, text = "Hello") =>
  aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    document: parseDocument({
      purpose: "marketing",
      trigger,
      steps: [{ id: "text", type: "send", config: { text } }],
    }),
  });
const enrollments = () => prisma.enrollment.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });

async function writes(body: string, given: Partial<NewText> = {}): Promise<void> {
  const phone = person.phone ?? "";
  const text = await anInboundText(ctx.db, { shopId, senderId, phone, body, receivedAt: ctx.clock.now(), ...given });
  await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [text], (received) => enterByTexts(tx, ctx, received)));
}

async function answer() {
  const [text] = await prisma.message.findMany({ where: { shopId, sourceKind: "flow" } });
  if (!text) throw new Error("No text was planned.");
  const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
  return answers.get(text.id);
}

describe("a keyword", () => {
  beforeEach(async () => {
    await aFlow(
      { kind: "keyword-received", settings: { words: ["GLOW", "Early Access"] } },
      "{{ reply.text }}: {{ link }}",
    );
  });

  test.each(["GLOW", " glow! ", "early access"])(
    "lets in who texts “%s”, with a text in the same transaction",
    async (body) => {
      await writes(body);
      expect(await enrollments()).toMatchObject([{ state: "finished", subscriberId: person.id }]);
      expect(await answer()).toMatchObject({
        kind: "wanted",
        wording: { variables: { reply: { text: body } }, linkUrl: expect.stringMatching(/^https:\/\/.+\?utm_source/) },
      });
    },
  );

  test.each(["glowing", "I want glow", "STOP", "HELP", "hello"])("lets nobody in for “%s”", async (body) => {
    await writes(body);
    expect(await enrollments()).toEqual([]);
  });

  test("lets a person in once, and each text counts once", async () => {
    const providerId = "SM1";
    await writes("glow", { providerId });
    await writes("glow", { providerId });
    ctx.clock.set(later(DAY));
    await writes("glow");
    expect(await enrollments()).toHaveLength(1);
  });

  test("sends no text to a person without consent, or to one who has opted out since", async () => {
    await writes("glow");
    await writes("STOP");
    expect(await answer()).toEqual({ kind: "unwanted", because: "opted-out" });
  });
});

test("a reply lets a person in again after a day, and not for words that opt out", async () => {
  await aFlow({ kind: "reply-received" });
  await writes("Do you ship to Maine?");
  await writes("And to Ohio?");
  await writes("STOP");
  ctx.clock.set(later(DAY + 1));
  await writes("START");
  await writes("Hello again");
  expect(await enrollments()).toHaveLength(2);
});

describe("subscribing", () => {
  beforeEach(() => aFlow({ kind: "subscribed" }));

  function signUp(phone: string, decidedAt = ctx.clock.now()) {
    const nobody = { email: null, firstName: null, lastName: null, shipping: null, billing: null };
    const shown = { text: "I agree", formVersion: "3", ip: "203.0.113.9", page: "/" };
    const consent = { phone, state: "subscribed", source: "sign-up-form", optInLevel: null, decidedAt, shown } as const;
    const event = { shopId, intakeId: newId(), eventAt: decidedAt, kind: "sign-up" as const, seenFrom: null };
    const told = { ...event, person: { customerId: null, phone, ...nobody }, consent };
    return ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, [told]));
  }

  test("on a form lets a person in, once, however often they sign up", async () => {
    await signUp("+12125550101");
    ctx.clock.set(later(60_000));
    await signUp("+12125550101");
    expect(await enrollments()).toMatchObject([
      { state: "finished", event: { properties: { source: "sign-up-form" } } },
    ]);
  });

  test("does not let in a person who was subscribed already, or one who agreed last week", async () => {
    await signUp(person.phone ?? "");
    await signUp("+12125550101", later(-7 * DAY));
    expect(await enrollments()).toEqual([]);
  });

  test("by text lets a person in", async () => {
    await writes("STOP");
    ctx.clock.set(later(60_000));
    await writes("START");
    expect(await enrollments()).toMatchObject([{ event: { properties: { source: "inbound-text" } } }]);
  });

  test("and opting out before the text is sent recalls it", async () => {
    await signUp("+12125550101");
    await writes("STOP", { phone: "+12125550101" });
    expect(await answer()).toEqual({ kind: "unwanted", because: "opted-out" });
  });
});

describe("a tap on a link", () => {
  async function taps(code: string, given: Partial<NewClick> = {}): Promise<void> {
    const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1";
    const tap = { id: newId(), code, method: "GET", userAgent, purpose: null, clickedAt: ctx.clock.now(), ...given };
    await ctx.db.transaction(async (tx) => enterByClicks(tx, ctx, await recordClicks(tx, ctx, [tap])));
  }

  test("lets a person in once for each text, with a link to the same address", async () => {
    await aFlow({ kind: "link-clicked", reentry: { kind: "once-per-subject" } }, "Still looking? {{ link }}");
    const { code } = await aTextWithLink(ctx.db, { shopId, subscriberId: person.id });
    await taps(code);
    ctx.clock.set(later(120_000));
    await taps(code);
    expect(await enrollments()).toMatchObject([
      { event: { properties: { source: "campaign", url: "https://harbor-candles.test/cart" } } },
    ]);
    expect(await answer()).toMatchObject({ wording: { linkUrl: expect.stringContaining("harbor-candles.test/cart") } });
  });

  test("lets no one in when it is a preview's, or of a link that the filter leaves out", async () => {
    const event = [{ property: "url", compare: "contains" as const, value: "/sale" }];
    await aFlow({ kind: "link-clicked", filter: { event, people: null } });
    await aFlow({ kind: "link-clicked" }).then((flow) =>
      prisma.flow.updateMany({ where: { id: flow.id }, data: { state: "draft" } }),
    );
    const { code } = await aTextWithLink(ctx.db, { shopId, subscriberId: person.id });
    await taps(code, { purpose: "prefetch" });
    await taps(code);
    expect(await enrollments()).toEqual([]);
  });
});
