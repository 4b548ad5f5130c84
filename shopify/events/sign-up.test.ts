import { expect, test } from "vitest";
import { translateSignUp } from "./sign-up.ts";

test("a sign-up form tells a number, a yes, and what was shown where", () => {
  const at = new Date("2026-11-24T15:00:00Z");
  const form = { phone: "+12125550101", customerId: null, words: "I agree", formVersion: "3", page: "/", ip: "::1" };
  const translated = (body: object) =>
    translateSignUp({
      topic: "sign-up",
      shopId: "s",
      intakeId: "i",
      triggeredAt: at,
      body: Buffer.from(JSON.stringify(body)),
    });
  expect(translated({ ...form, from: { country: "US", region: "FL" } })).toMatchObject({
    kind: "events",
    events: [
      {
        kind: "sign-up",
        shopId: "s",
        intakeId: "i",
        eventAt: at,
        person: { phone: "+12125550101", customerId: null },
        consent: {
          state: "subscribed",
          source: "sign-up-form",
          decidedAt: at,
          shown: { text: "I agree", formVersion: "3", page: "/", ip: "::1" },
        },
        seenFrom: { country: "US", region: "FL" },
      },
    ],
  });
  expect(translated({ words: "no number" })).toMatchObject({ kind: "refused" });
});
