import { describe, expect, test } from "vitest";
import { isCheckoutMissing, isCustomerMissing, isOrderMissing, type KnownCustomer } from "./missing.ts";
import { passOf } from "./pass.ts";

const at = (minute: number, ms = 0) => new Date(Date.UTC(2026, 10, 24, 15, minute, 0, ms));

describe("an order is missing", () => {
  const seen = { id: "1", updatedAt: at(5), cancelledAt: null };
  const known = { id: "1", eventAt: at(5, 300), cancelledAt: null };

  test("when no one told of it, or only of an earlier state", () => {
    expect(isOrderMissing(seen, undefined)).toBe(true);
    expect(isOrderMissing(seen, { ...known, eventAt: at(4) })).toBe(true);
    expect(isOrderMissing(seen, known)).toBe(false);
  });

  test("when it was cancelled in the very second of the last news", () => {
    expect(isOrderMissing({ ...seen, cancelledAt: at(5) }, known)).toBe(true);
    expect(isOrderMissing({ ...seen, cancelledAt: at(5) }, { ...known, cancelledAt: at(5) })).toBe(false);
  });
});

describe("a checkout is missing", () => {
  const seen = { id: "7", updatedAt: at(5), token: null, cartToken: "cart", completedAt: null };
  const known = { checkoutId: null, token: "tok", cartToken: "cart", eventAt: at(5), completedAt: null, phone: null };

  test("when its last news is older, or it has been paid without a word", () => {
    expect(isCheckoutMissing(seen, known)).toBe(false);
    expect(isCheckoutMissing(seen, { ...known, eventAt: at(4) })).toBe(true);
    expect(isCheckoutMissing(seen, { ...known, eventAt: null })).toBe(true);
    expect(isCheckoutMissing({ ...seen, completedAt: at(5) }, known)).toBe(true);
  });

  test("never once we know that it is paid", () => {
    expect(isCheckoutMissing(seen, { ...known, eventAt: null, completedAt: at(1) })).toBe(false);
  });
});

describe("a customer is missing", () => {
  const seen = {
    id: "9",
    updatedAt: at(5),
    phone: "+12125550100",
    consent: { state: "subscribed", decidedAt: at(2) },
    firstName: "Ada",
    lastName: null,
    tags: ["vip"],
  };
  const known: KnownCustomer = {
    phoneHash: "hash",
    customerId: "9",
    eventAt: at(5),
    redactedAt: null,
    firstName: "Ada",
    lastName: "Berg",
    tags: ["vip"],
    tagsAt: at(4),
    marketing: "subscribed",
    decidedAt: at(2),
  };

  test("when their decision is newer than any we have, however new the other news are", () => {
    expect(isCustomerMissing(seen, known)).toBe(false);
    expect(isCustomerMissing(seen, { ...known, decidedAt: at(1) })).toBe(true);
    expect(isCustomerMissing(seen, { ...known, decidedAt: null })).toBe(true);
    expect(isCustomerMissing(seen, { ...known, decidedAt: at(3), marketing: "unsubscribed" })).toBe(false);
    const undated = { ...seen, consent: { state: "subscribed", decidedAt: null } };
    expect(isCustomerMissing(undated, { ...known, decidedAt: null, marketing: "never" })).toBe(true);
    expect(isCustomerMissing(undated, { ...known, marketing: "unsubscribed" })).toBe(false);
  });

  test("when something that we keep has changed since, and not for a touch that changed nothing of it", () => {
    const older = { ...known, eventAt: at(4) };
    expect(isCustomerMissing(seen, older)).toBe(false);
    expect(isCustomerMissing({ ...seen, firstName: "Adele" }, older)).toBe(true);
    expect(isCustomerMissing(seen, { ...older, customerId: null })).toBe(true);
    expect(isCustomerMissing({ ...seen, firstName: "Adele" }, known)).toBe(false);
  });

  test("when the tags are others than we know, the last one gone, however new the other news are", () => {
    for (const tags of [["vip", "new"], ["new"], []]) {
      expect(isCustomerMissing({ ...seen, tags }, known), tags.join()).toBe(true);
      expect(isCustomerMissing({ ...seen, tags }, { ...known, tagsAt: null }), tags.join()).toBe(true);
      expect(isCustomerMissing({ ...seen, tags }, { ...known, tagsAt: at(5) }), tags.join()).toBe(false);
    }
    expect(isCustomerMissing(seen, { ...known, tagsAt: null })).toBe(false);
  });

  test("never when the person was erased since", () => {
    expect(isCustomerMissing(seen, { ...known, decidedAt: null, redactedAt: at(6) })).toBe(false);
    expect(isCustomerMissing(seen, { ...known, decidedAt: null, redactedAt: at(4) })).toBe(true);
  });
});

describe("a pass", () => {
  const fresh = { shopId: "s", topic: "orders", passFrom: null, passUntil: null, cursor: null } as const;

  test("goes from half an hour before the watermark to ten minutes ago", () => {
    expect(passOf({ ...fresh, watermark: at(40) }, at(0), at(59))).toEqual({
      from: at(10),
      until: at(49),
      after: null,
    });
  });

  test("does not look behind the installation, nor for what is too young", () => {
    expect(passOf({ ...fresh, watermark: at(10) }, at(5), at(30))).toEqual({ from: at(5), until: at(20), after: null });
    expect(passOf({ ...fresh, watermark: at(0) }, at(25), at(40))).toEqual({
      from: at(25),
      until: at(30),
      after: null,
    });
    expect(passOf({ ...fresh, watermark: at(20) }, at(0), at(30))).toBeNull();
  });

  test("goes on where it was, unless the app was installed again meanwhile", () => {
    const underWay = { ...fresh, watermark: at(10), passFrom: at(1), passUntil: at(20), cursor: "next" };
    expect(passOf(underWay, at(0), at(59))).toEqual({ from: at(1), until: at(20), after: "next" });
    expect(passOf(underWay, at(30), at(59))).toEqual({ from: at(30), until: at(49), after: null });
  });
});
