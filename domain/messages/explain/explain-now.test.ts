import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateFacts, makeDecider, type Recipient } from "#domain/messages/claim/decide";
import { askEveryGate, judgeText } from "#domain/messages/gates/gates";
import { NIL_ID } from "#platform/ids";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { explainNow } from "./explain-now.ts";
import type { ExplainedPerson } from "./explain-person.ts";
import type { ExplainedSource } from "./explain-source.ts";

/** Tuesday, 10:00 in New York, 7:00 in Los Angeles. */
const NOW = new Date("2026-11-24T15:00:00Z");
const HOUR = 3_600_000;
const iso = (at: Date) => at.toISOString().slice(0, 16);

const shop = shopRules();

const source: ExplainedSource = {
  ...{ kind: "campaign", id: NIL_ID, name: "Sale", purpose: "marketing", senderId: null, findings: [], texts: [] },
  wording: { template: "Hi {{ customer.first_name }}, 20% off {{ link }}", variables: {}, linkUrl: "https://a.test/" },
  expiresAt: new Date(NOW.getTime() + 48 * HOUR),
};

const person = (given: Partial<Recipient> = {}): ExplainedPerson => ({
  ...{ subscriberId: NIL_ID, recipient: aRecipient(given), consent: null, suppressedAt: null },
  places: [{ kind: "shipping", country: "US", region: "CA", timeZones: ["America/Los_Angeles"], seenAt: NOW }],
});

const explain = (given: Partial<Recipient> = {}, of: Partial<ExplainedSource> = {}, limits = []) =>
  explainNow(
    { source: { ...source, ...of }, person: person(given), shop, limits, shortLinkUrl: "https://crt.test" },
    NOW,
    iso,
  );
const california = { ruleSignature: "US-CA@America/Los_Angeles" };

test("someone whom nothing bars would get it at once, in words that are shown", () => {
  const told = explain();
  expect(told).toMatchObject({ isNow: true, nextAt: NOW, because: null });
  expect(told.findings.map(({ said }) => said)).toEqual(Array(told.findings.length).fill("pass"));
  expect(told.text).toMatchObject({ parts: 1, priceMicros: 8_300 });
  expect(told.text?.body).toMatch(/^Hi Ada, 20% off https:\/\/crt.test\/l\/\w+\nReply STOP to opt out$/);
});

test("rules are told with what they say, their evidence, version and source, and which of them forbids the moment", () => {
  const told = explain(california);
  const hours = told.findings.find(({ gate }) => gate === "quiet hours");
  expect(hours).toMatchObject({ said: "wait", until: new Date("2026-11-24T17:00:00Z") });
  const law = hours?.rules.find(({ name }) => name === "California");
  expect(law).toMatchObject({ allows: false, says: "9:00 AM to 9:00 PM every day", evidence: [{ kind: "shipping" }] });
  expect(law?.version).toBeGreaterThan(0);
  expect(law?.source).not.toBe("");
  expect(hours?.rules.find(({ id }) => id === "shop-hours")).toMatchObject({ source: "merchant", allows: false });
  expect(told).toMatchObject({ isNow: false, nextAt: new Date("2026-11-24T17:00:00Z"), because: null });
});

test("a shop's choice of no texts on Sundays is told as that, and says nothing of other days", () => {
  const own = { ...shop, stricter: { noSundays: true } };
  const told = explainNow(
    { source, person: person(), shop: own, limits: [], shortLinkUrl: "https://crt.test" },
    NOW,
    iso,
  );
  const rules = told.findings.find(({ gate }) => gate === "quiet hours")?.rules;
  expect(rules?.find(({ id }) => id === "shop-sundays")?.says).toBe("no texts on Sundays");
});

test("the next time is when hours and cap both let it pass", () => {
  // Texted yesterday at 18:00 in Los Angeles: free a day later, while the hours are open.
  const told = explain({ ...california, marketingAt: [new Date("2026-11-24T02:00:00Z")] });
  expect(told.nextAt).toEqual(new Date("2026-11-25T02:00:00.001Z"));
  expect(told.findings.filter(({ said }) => said === "wait").map(({ gate }) => gate)).toEqual([
    ...["quiet hours", "frequency cap"],
  ]);
});

test("an opt-out outlasts every hour, and what stands behind it is told all the same", () => {
  const told = explain({ ...california, suppressedBecause: "opted-out" });
  expect(told).toMatchObject({ isNow: false, nextAt: null, because: "This number has opted out." });
  expect(told.findings.find(({ gate }) => gate === "consent")).toMatchObject({
    said: "skip",
    sentence: "Has texted STOP.",
  });
  expect(told.findings.find(({ gate }) => gate === "quiet hours")?.said).toBe("wait");
});

test("a source that wants nothing more is the reason, whatever the rules say", () => {
  const over = {
    gate: "source",
    title: "Campaign",
    said: "skip" as const,
    sentence: "It is over.",
    inputs: [],
    rules: [],
  };
  expect(explain({}, { findings: [{ ...over, until: null }] })).toMatchObject({ nextAt: null, because: "It is over." });
});

test("a scheduled campaign is asked about at its hour", () => {
  const until = new Date("2026-11-25T04:00:00Z"); // 23:00 in New York
  const scheduled = { gate: "source", title: "Campaign", said: "wait" as const, sentence: "It is scheduled." };
  const told = explain({}, { findings: [{ ...scheduled, inputs: [], rules: [], until }] });
  expect(told).toMatchObject({ isNow: false, nextAt: new Date("2026-11-25T13:00:00Z") });
});

test("a text that cannot be made is no text", () => {
  const told = explain({}, { wording: { template: "{{ customer.first_name | nope }}", variables: {}, linkUrl: null } });
  expect(told.because).toMatch(/^Can’t be rendered: undefined filter: nope/);
  expect(told.text).toBeNull();
});

test("order texts are asked about no hours and no cap", () => {
  const told = explain({ ...california, marketing: "never" }, { purpose: "transactional" });
  expect(told.isNow).toBe(true);
  expect(told.findings.find(({ gate }) => gate === "quiet hours")).toMatchObject({ rules: [], said: "pass" });
});

describe("for anyone, what is explained is what the dispatcher would do", () => {
  const anybody = fc.record({
    phone: fc.constantFrom("+12125550123", null),
    marketing: fc.constantFrom("never" as const, "pending" as const, "subscribed" as const, "unsubscribed" as const),
    ruleSignature: fc.constantFrom("US-NY@America/New_York", "US-CA@America/Los_Angeles", "unknown", "FR@Europe/Paris"),
    isInvalid: fc.boolean(),
    suppressedBecause: fc.constantFrom(null, "opted-out", "invalid-number"),
    marketingAt: fc.array(fc.integer({ min: 0, max: 40 }).map((hours) => new Date(NOW.getTime() - hours * HOUR))),
  });
  const moment = fc.integer({ min: 0, max: 48 }).map((hours) => new Date(NOW.getTime() + hours * HOUR));

  test("the first gate that objects is the one that decides, in the same words", () => {
    fc.assert(
      fc.property(anybody, moment, (given, now) => {
        const facts = gateFacts(shop, source, aRecipient(given), now);
        const { why } = judgeText(facts, now);
        const every = askEveryGate(facts, now);
        const last = why.at(-1);
        const expired = last?.said === "expire" && last.gate !== "deadline" ? "wait" : last?.said;
        expect(every.slice(0, why.length).map(({ gate, saw }) => ({ gate, saw }))).toEqual(
          why.map(({ gate, saw }) => ({ gate, saw })),
        );
        expect(every[why.length - 1]?.said).toBe(expired);
      }),
    );
  });

  test("at the next time that is told the dispatcher sends, and not a minute before", () => {
    fc.assert(
      fc.property(anybody, (given) => {
        const { nextAt } = explain(given);
        const sourceAnswer = {
          kind: "wanted" as const,
          wording: source.wording ?? { template: "", variables: {}, linkUrl: null },
        };
        const candidate = {
          ...{
            id: NIL_ID,
            month: "2026-11-01",
            sourceKind: "campaign" as const,
            sourceId: NIL_ID,
            purpose: "marketing" as const,
          },
          ...{ subscriberId: NIL_ID, expiresAt: new Date("2027-11-24T00:00:00Z"), body: null, sourceAnswer },
        };
        const ways = { shortLinkUrl: "https://crt.test", newCode: () => "0000000000" };
        const stateAt = (at: Date) => makeDecider(shop, ways, at)(candidate, aRecipient(given)).state;
        if (nextAt === null) {
          expect(stateAt(NOW)).not.toBe("sending");
        } else {
          expect(stateAt(nextAt)).toBe("sending");
          if (nextAt > NOW) expect(stateAt(new Date(nextAt.getTime() - 60_000))).not.toBe("sending");
        }
      }),
    );
  });
});
