import { expect, test } from "vitest";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { tryOut } from "./trial.ts";

const shop = shopRules({ textingStartsMinute: 9 * 60, textingEndsMinute: 20 * 60, frequencyCapAction: "skip" });
const newYorker = aRecipient({ id: "0194a2c0-0000-7000-8000-000000000001" });
const facts = { ...blankFacts(new Date("2026-11-24T15:00:00Z")), totalMicros: 42_000_000 };
const at = (newYorkTime: string) => new Date(`2026-11-24T${newYorkTime}:00-05:00`);

function tryCart(startsAt: Date, { recipient = {}, walks = {} }: { recipient?: object; walks?: object } = {}) {
  const person = {
    recipient: { ...newYorker, ...recipient },
    facts: { ...facts, ...walks },
    shop,
    shortLinkUrl: "https://crt.test",
  };
  return tryOut(abandonedCart.document, person, startsAt);
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
  expect(tryCart(at("10:00"), { walks: { hasOrdered: true } })).toEqual({
    reached: [{ stepId: "wait-an-hour", at: at("10:00") }],
    texts: [],
    leaves: "Placed an order.",
  });
});

test("no one enters a marketing flow without consent, and everyone's order is confirmed", () => {
  expect(tryCart(at("10:00"), { recipient: { marketing: "never" } }).leaves).toMatch(/Hasn’t opted in/);
  const person = {
    recipient: { ...newYorker, marketing: "never" as const },
    facts,
    shop,
    shortLinkUrl: "https://crt.test",
  };
  expect(tryOut(orderConfirmation.document, person, at("23:00")).texts[0]?.leavesAt).toEqual(at("23:00"));
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
  const person = { recipient: newYorker, facts, shop, shortLinkUrl: "https://crt.test" };
  expect(tryOut(document, person, at("10:00")).texts.map(({ leavesAt }) => leavesAt)).toEqual([at("11:00"), null]);
});
