import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PARKED } from "#domain/messages/waiting";
import { NIL_ID } from "#platform/ids";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { type Candidate, type HeldRegion, makeDecider, type Recipient, type ShopRules } from "./decide.ts";

/** Tuesday, 10:00 in New York, 7:00 in Los Angeles. */
const NOW = new Date("2026-11-24T15:00:00Z");
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

const shop = shopRules({ frequencyCapTexts: 2 });
const ways = { shortLinkUrl: "https://crt.test", newCode: () => "0000000000" };
const wording = { template: "Hi {{ customer.first_name }}", variables: {}, linkUrl: null };

const candidate = (given: Partial<Candidate> = {}): Candidate => ({
  ...{ id: NIL_ID, month: "2026-11-01", sourceKind: "campaign", sourceId: NIL_ID, subscriberId: NIL_ID },
  ...{ purpose: "marketing", expiresAt: later(48), body: null, sourceAnswer: { kind: "wanted", wording } },
  ...given,
});
const california = { ruleSignature: "US-CA@America/Los_Angeles" };

const decide = (
  person: Partial<Recipient> = {},
  text: Partial<Candidate> = {},
  rules: Partial<ShopRules> = {},
  now = NOW,
) => makeDecider({ ...shop, ...rules }, ways, now)(candidate(text), aRecipient(person));

const NOTHING = { phone: null, encoding: null, parts: null, priceMicros: null, link: null, validitySeconds: 0 };

test("a text that every gate lets pass is sent now, with its words, segments, price and number", () => {
  expect(decide()).toMatchObject({
    ...{ state: "sending", dueAt: NOW, reason: null, phone: "+12125550123", encoding: "gsm-7", parts: 1 },
    ...{ body: "Hi Ada\nReply STOP to opt out", priceMicros: 8_300, link: null },
  });
  expect(decide().why).toHaveLength(7);
});

test("words that an earlier claim made are kept, whether the text leaves or not", () => {
  expect(decide({}, { body: "Said before" })).toMatchObject({ state: "sending", body: "Said before" });
  expect(decide(california, { body: "Said before" })).toMatchObject({ state: "waiting", body: "Said before" });
});

describe("before any gate", () => {
  test.each<[Partial<Candidate>, object]>([
    [{ sourceAnswer: { kind: "held" } }, { state: "waiting", dueAt: PARKED, reason: null }],
    [
      { sourceAnswer: { kind: "unwanted", because: "campaign-cancelled" } },
      { state: "skipped", dueAt: NOW, reason: "campaign-cancelled" },
    ],
  ])("the source decides: %o", (text, expected) => {
    // Although the person has opted out: the source is asked first.
    expect(decide({ suppressedBecause: "opted-out" }, text)).toMatchObject({ ...expected, ...NOTHING, why: [] });
  });

  test("a person who is erased gets nothing", () => {
    const decision = makeDecider(shop, ways, NOW)(candidate(), undefined);
    expect(decision).toMatchObject({ state: "skipped", reason: "redacted", ...NOTHING, why: [] });
  });
});

describe("each gate's objection is the decision, and the last line of its record", () => {
  const past = { marketingAt: [later(-1), later(-2)] };
  const held = { heldRegions: [{ region: "US", until: later(3).toISOString() }] };
  test.each<[string, Partial<Recipient>, Partial<Candidate>, Partial<ShopRules>, object]>([
    ["deadline", {}, { expiresAt: NOW }, {}, { state: "expired", reason: "expired", dueAt: NOW }],
    ["shop", {}, {}, { isLive: false }, { state: "skipped", reason: "shop-uninstalled" }],
    ["consent", { marketing: "never" }, {}, {}, { state: "skipped", reason: "no-consent" }],
    ["consent", { suppressedBecause: "opted-out" }, {}, {}, { state: "skipped", reason: "opted-out" }],
    ["number", { phone: null }, {}, {}, { state: "skipped", reason: "redacted" }],
    ["number", { isInvalid: true }, {}, {}, { state: "skipped", reason: "invalid-number" }],
    ["sender", {}, {}, { isSenderLive: false }, { state: "waiting", reason: "sender-stopped" }],
    ["sender", {}, {}, held, { state: "waiting", reason: "region-not-allowed", dueAt: later(3) }],
    ["quiet hours", california, {}, {}, { state: "waiting", reason: "quiet-hours", dueAt: later(2) }],
    ["quiet hours", california, { expiresAt: later(2) }, {}, { state: "expired", reason: "expired", dueAt: NOW }],
    ["frequency cap", past, {}, {}, { state: "waiting", reason: "frequency-cap" }],
    ["frequency cap", past, { expiresAt: later(20) }, {}, { state: "expired", reason: "expired" }],
    ["frequency cap", past, {}, { frequencyCapAction: "skip" }, { state: "skipped", reason: "frequency-cap" }],
    [
      "content",
      {},
      { sourceAnswer: { kind: "wanted", wording: { ...wording, template: "{{ nothing }}" } } },
      {},
      { state: "skipped", reason: "no-content" },
    ],
  ])("%s: %o %o %o", (gate, person, text, rules, expected) => {
    const decision = decide(person, text, rules);
    expect(decision).toMatchObject({ ...expected, ...NOTHING, body: null });
    expect(decision.why.at(-1)?.gate).toBe(gate);
    expect(decision.why.slice(0, -1).every(({ said }) => said === "pass")).toBe(true);
  });
});

test("a cap that ends while the hours are closed waits for the hours", () => {
  // Free at 23:30 in New York; the window opens at 8:00.
  const marketingAt = [later(-10.5), later(-10.5)];
  expect(decide({ marketingAt })).toMatchObject({ reason: "frequency-cap", dueAt: new Date("2026-11-25T13:00:00Z") });
});

test("a provider may hold a text until its window or its deadline ends, and ten hours at most", () => {
  const seconds = (person: Partial<Recipient>, text: Partial<Candidate>, rules: Partial<ShopRules> = {}) =>
    decide(person, text, rules).validitySeconds;
  expect(seconds({}, { expiresAt: later(1) })).toBe(3_600);
  expect(seconds({}, {}, { textingEndsMinute: 12 * 60 })).toBe(7_200);
  expect(seconds({}, { purpose: "transactional" })).toBe(36_000);
});

describe("a country that the provider's account may not text", () => {
  const regions = (mayTry: boolean) => ({ heldRegions: [{ region: "US", until: NOW.toISOString(), mayTry }] });

  test("is tried by the first text of a slice, and the others look again in a minute", () => {
    const inSlice = makeDecider({ ...shop, ...regions(true) }, ways, NOW);
    const states = [1, 2, 3].map(() => inSlice(candidate(), aRecipient())).map(({ state, dueAt }) => [state, dueAt]);
    const minute = new Date(NOW.getTime() + 60_000);
    expect(states).toEqual([
      ["sending", NOW],
      ["waiting", minute],
      ["waiting", minute],
    ]);
  });

  test("delays texts to that country only", () => {
    const rules = { heldRegions: [{ region: "DE", until: later(3).toISOString() }] };
    expect(decide({}, {}, rules).state).toBe("sending");
  });
});

test("in one slice each person gets the decision that they would get alone", () => {
  const person = fc.record({
    phone: fc.constantFrom("+12125550123", "+491511234567", null),
    marketing: fc.constantFrom("never" as const, "pending" as const, "subscribed" as const, "unsubscribed" as const),
    ruleSignature: fc.constantFrom("US-NY@America/New_York", "US-CA@America/Los_Angeles", "US-FL@America/New_York"),
    isInvalid: fc.boolean(),
    suppressedBecause: fc.constantFrom(null, null, "opted-out", "invalid-number", "reply-unsure"),
    marketingAt: fc.array(
      fc.integer({ min: 0, max: 40 }).map((hours) => later(-hours)),
      { maxLength: 4 },
    ),
    firstName: fc.constantFrom("Ada", "Zoë", null),
  });
  const text = fc.record({
    purpose: fc.constantFrom("marketing" as const, "transactional" as const, "compliance" as const),
    expiresAt: fc.constantFrom(0, 1, 12, 48).map(later),
    body: fc.constantFrom(null, "Said before"),
  });
  const rules = fc.record({
    isLive: fc.boolean(),
    isSenderLive: fc.boolean(),
    frequencyCapAction: fc.constantFrom("defer" as const, "skip" as const),
    heldRegions: fc.constantFrom<HeldRegion[]>([], [{ region: "DE", until: later(3).toISOString() }]),
  });
  fc.assert(
    fc.property(rules, fc.array(fc.tuple(person, text), { maxLength: 8 }), (of, slice) => {
      const inSlice = makeDecider({ ...shop, ...of }, ways, NOW);
      // Twice, so that each is also judged after all others.
      for (const [who, what] of [...slice, ...slice])
        expect(inSlice(candidate(what), aRecipient(who))).toEqual(decide(who, what, of));
    }),
    { numRuns: 200 },
  );
});
