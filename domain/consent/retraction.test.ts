import { describe, expect, test } from "vitest";
import { type ConsentSource, type ConsentState, consentStatusOf, type LedgerEntry } from "./decision.ts";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 24, n));
const told = (state: ConsentState, source: ConsentSource, at: number): LedgerEntry => ({
  ...{ state, source, doubleOptIn: null },
  occurredAt: hour(at),
});
const STOP = (at: number) => told("unsubscribed", "inbound-text", at);

describe("an opt-out that was read into a reply", () => {
  const review = (state: ConsentState, at: number, reviewId = "1"): LedgerEntry => ({
    ...told(state, "reply-review", at),
    reviewId,
  });
  const yes = told("subscribed", "checkout", 1);

  test("stops like a STOP, and taken back it leaves what stood before", () => {
    const stopped = [yes, review("unsubscribed", 2)];
    expect(consentStatusOf(stopped)).toMatchObject({ marketing: "unsubscribed", stop: { by: "text", at: hour(2) } });
    expect(consentStatusOf([...stopped, review("retracted", 3)])).toEqual({
      marketing: "subscribed",
      marketingAt: hour(3),
      stop: null,
      refusedBy: null,
      liftedAt: hour(3),
    });
    expect(consentStatusOf([review("unsubscribed", 2), review("retracted", 3)]).marketing).toBe("never");
  });

  test("is taken back alone: a STOP, another reply and a later decision about the same one stand", () => {
    const mistaken = [yes, review("unsubscribed", 2), review("retracted", 3)];
    expect(consentStatusOf([...mistaken, STOP(2)]).stop).toEqual({ by: "text", at: hour(2) });
    expect(consentStatusOf([...mistaken, review("unsubscribed", 2, "2")]).marketing).toBe("unsubscribed");
    expect(consentStatusOf([...mistaken, review("unsubscribed", 4)]).stop).toEqual({ by: "text", at: hour(4) });
  });

  test("takes what the store said back with it, and no other no of the store's", () => {
    const echo = told("unsubscribed", "shopify", 2);
    const stopped = [yes, review("unsubscribed", 2)];
    expect(consentStatusOf([...stopped, echo, review("retracted", 3)]).marketing).toBe("subscribed");
    const own = { ...told("unsubscribed", "shopify", 2), occurredAt: new Date(hour(2).getTime() + 60_000) };
    expect(consentStatusOf([...stopped, own, review("retracted", 3)]).marketing).toBe("unsubscribed");
  });
});
