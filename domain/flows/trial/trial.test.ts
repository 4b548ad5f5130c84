import { describe, expect, test } from "vitest";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { triggerKinds } from "#domain/flows/triggers/registry";
import type { Recipient } from "#domain/messages/claim/decide";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { entryObjection } from "./entry-verdict.ts";
import { madeUpSubject, sampleEvent } from "./event.ts";
import type { ImaginedEvent } from "./imagined-events.ts";
import { type TrialWalk, tryOut } from "./trial.ts";

const shop = shopRules({ textingStartsMinute: 9 * 60, textingEndsMinute: 20 * 60, frequencyCapAction: "skip" });
const newYorker = aRecipient({ id: "0194a2c0-0000-7000-8000-000000000001" });
const facts = { ...blankFacts(new Date("2026-11-24T15:00:00Z")), totalMicros: 42_000_000 };
const at = (newYorkTime: string) => new Date(`2026-11-24T${newYorkTime}:00-05:00`);

const ofShop = { storeUrl: "https://harbor.test", shopCurrency: "USD", country: "US", timeZone: "America/New_York" };

function personFor(document: FlowDocument, recipient: Partial<Recipient> = {}): TrialWalk {
  const made = sampleEvent(document, { country: "US", currency: "USD" });
  return {
    recipient: { ...newYorker, ...recipient },
    facts: { ...facts, event: made.properties },
    subject: madeUpSubject(document, made, ofShop, facts.now),
    ...{ campaign: "test", imagined: [], answers: {}, shop, shortLinkUrl: "https://crt.test" },
  };
}

function tryCart(
  startsAt: Date,
  { recipient = {}, imagined = [] }: { recipient?: Partial<Recipient>; imagined?: ImaginedEvent[] } = {},
) {
  const { document } = abandonedCart;
  return tryOut(document, { ...personFor(document, recipient), imagined }, startsAt);
}

test("a cart left at ten is followed by a text at eleven", () => {
  const { texts, reached, leaves } = tryCart(at("10:00"));
  expect(texts).toEqual([
    expect.objectContaining({ stepId: "remind", leavesAt: at("11:00"), because: null, parts: expect.any(Number) }),
  ]);
  expect(texts[0]?.body).toContain("Hi Ada, your Cedar candle is still in your cart at Harbor Candles");
  expect(reached).toEqual([
    { stepId: "wait-an-hour", at: at("10:00") },
    { stepId: "ordered", at: at("11:00") },
    { stepId: "remind", at: at("11:00") },
  ]);
  expect(leaves).toBeNull();
});

test("a cart left at night is followed by a text in the morning, and says why", () => {
  const [text] = tryCart(at("22:00")).texts;
  expect(text?.leavesAt).toEqual(new Date("2026-11-25T09:00:00-05:00"));
  expect(text?.because).toMatch(/quiet hours/);
});

test("a person who orders meanwhile gets no text", () => {
  expect(tryCart(at("10:00"), { imagined: [{ event: "ordered", at: at("10:30") }] })).toEqual({
    reached: [{ stepId: "wait-an-hour", at: at("10:00") }],
    texts: [],
    leaves: "Placed an order.",
    endsAt: at("10:30"),
  });
});

test("no one enters a marketing flow without consent, and everyone's order is confirmed", () => {
  expect(tryCart(at("10:00"), { recipient: { marketing: "never" } }).leaves).toMatch(/Hasn’t opted in/);
  const { document } = orderConfirmation;
  const [text] = tryOut(document, personFor(document, { marketing: "never" }), at("23:00")).texts;
  expect(text?.leavesAt).toEqual(at("23:00"));
  expect(text?.body).toContain("#1001");
  expect(text?.priceMicros).toBeGreaterThan(0);
});

test("someone who was texted today is kept from a second text by the cap", () => {
  const [text] = tryCart(at("10:00"), { recipient: { marketingAt: [at("09:30")] } }).texts;
  expect(text).toMatchObject({ leavesAt: null, because: expect.stringMatching(/reached the frequency cap/) });
});

test("two texts of one walk count against the cap like any others", () => {
  const document: FlowDocument = parseDocument({
    ...abandonedCart.document,
    steps: ["one", "two"].flatMap((name) => [
      { id: `wait-${name}`, type: "wait", config: { minutes: 60 } },
      { id: name, type: "send", config: { text: `${name} {{ link }}` } },
    ]),
  });
  expect(tryOut(document, personFor(document), at("10:00")).texts.map(({ leavesAt }) => leavesAt)).toEqual([
    at("11:00"),
    null,
  ]);
});

describe("what can't be known beforehand is chosen", () => {
  const flow = (...steps: object[]): FlowDocument =>
    parseDocument({ purpose: "transactional", trigger: { kind: "order-placed" }, steps });
  const say = (id: string, text = "Hello {{ order.name }}") => ({ id, type: "send", config: { text } });
  const ids = (document: FlowDocument, person: Partial<TrialWalk> = {}) =>
    tryOut(document, { ...personFor(document), ...person }, at("10:00")).reached.map(({ stepId }) => stepId);
  const awaiting = (event: string, minutes = 60) =>
    flow(say("first"), {
      ...{ id: "wait", type: "wait-for-event", config: { event, minutes } },
      arms: { happened: [say("yes")], "timed-out": [say("no")] },
    });

  test("a tap, a reply or an order in time takes the one path, a late one the other", () => {
    for (const event of ["clicked", "replied", "ordered"]) {
      const document = awaiting(event);
      expect(ids(document, { imagined: [{ event, at: at("10:20") }] })).toEqual(["first", "wait", "yes"]);
      expect(ids(document, { imagined: [{ event, at: at("11:20") }] })).toEqual(["first", "wait", "no"]);
      expect(ids(document)).toEqual(["first", "wait", "no"]);
    }
  });

  test("a branch reads the reply, and knows only what happened before it", () => {
    const document = flow(
      { id: "pause", type: "wait", config: { minutes: 30 } },
      {
        ...{ id: "if", type: "branch", config: { condition: { kind: "reply-says", saying: "yes", words: [] } } },
        arms: { yes: [say("yes")], no: [say("no")] },
      },
    );
    const reply = (words: string, time: string) => ({ imagined: [{ event: "replied", at: at(time), reply: words }] });
    expect(ids(document, reply("yes please", "10:10"))).toEqual(["pause", "if", "yes"]);
    expect(ids(document, reply("no", "10:10"))).toEqual(["pause", "if", "no"]);
    expect(ids(document, reply("yes please", "10:40"))).toEqual(["pause", "if", "no"]);
  });

  test("a webhook's answer decides a branch and stands in a text; without one, people wait and go on", () => {
    const document = flow(
      {
        id: "ask",
        type: "webhook",
        config: { url: "https://a.example/", waits: true, waitMinutes: 10, answers: [{ name: "points", path: "p" }] },
      },
      say("text", "You have {{ webhook.points | default: 'no' }} points"),
    );
    const walkWith = (answers: Record<string, unknown>) =>
      tryOut(document, { ...personFor(document), answers }, at("10:00")).texts[0];
    expect(walkWith({ ask: { values: { "webhook.points": 7 } } })).toMatchObject({
      leavesAt: at("10:00"),
      body: expect.stringContaining("You have 7 points"),
    });
    expect(walkWith({})).toMatchObject({ leavesAt: at("10:10"), body: expect.stringContaining("You have no points") });
  });

  test("of an A/B test, the person’s own text is shown, or the winner", () => {
    const variants = [
      { id: "a", text: "Plain {{ link }}", weight: 50 },
      { id: "b", text: "Warm {{ link }}", weight: 50 },
    ];
    const document = flow({ id: "say", type: "send", config: { text: "", test: { variants, winner: null } } });
    const textFor = (subscriberId: string, winners: Record<string, string>) => {
      const person = personFor(document);
      const walking = { ...person, facts: { ...person.facts, flowId: "flow", subscriberId, winners } };
      return tryOut(document, walking, at("10:00")).texts[0]?.body?.split(" ")[0];
    };
    const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);
    expect(new Set(people.map((it) => textFor(it, {})))).toEqual(new Set(["Plain", "Warm"]));
    expect(new Set(people.map((it) => textFor(it, { say: "b" })))).toEqual(new Set(["Warm"]));
  });

  test("a made-up event is one that every trigger accepts", () => {
    const settings = { words: ["GLOW"], tag: "vip", name: "earned points", property: "birthday", leastAmount: 30 };
    for (const kind of triggerKinds) {
      const document = parseDocument({ purpose: "marketing", trigger: { kind, settings }, steps: [] });
      const { properties } = sampleEvent(document, { country: "US", currency: "USD" });
      expect(entryObjection(document.trigger, { event: properties, matches: () => true }), kind).toBeNull();
    }
  });
});
