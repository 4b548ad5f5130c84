import fc from "fast-check";
import { expect, test } from "vitest";
import { AREA_CODES } from "./area-codes.ts";
import { COUNTRY_ZONES } from "./countries.ts";
import { type Place, placeOfAddress, placeOfPhone } from "./place.ts";
import { likelyPlace, localZone, parseSignature, ruleSignature } from "./signature.ts";

const seenAt = new Date("2026-11-24T15:00:00Z");

function places(phone: string, shipping?: [country: string, region: string | null]): Place[] {
  const address = shipping && placeOfAddress("shipping", { country: shipping[0], region: shipping[1] }, seenAt);
  return [placeOfPhone(phone, seenAt), address ?? null].filter((place) => place !== null);
}

test.each([
  ["+13055550123", undefined, "US-FL@America/New_York"],
  ["+18505550123", undefined, "US-FL@America/Chicago,America/New_York"],
  ["+13055550123", ["US", "CA"], "US-CA,US-FL@America/Los_Angeles,America/New_York"],
  ["+13055550123", ["US", "FL"], "US-FL@America/Chicago,America/New_York"],
  ["+13055550123", ["US", null], "US-FL@America/New_York"],
  ["+18005550123", undefined, "unknown"],
  ["+18005550123", ["US", "AE"], "US@America/New_York,Pacific/Honolulu"],
  ["+17875550123", ["PR", null], "US-PR@America/Puerto_Rico"],
  ["+19025550123", undefined, "CA@America/Halifax"],
  ["+33612345678", ["FR", "75"], "FR@Europe/Paris"],
  ["+33612345678", ["US", "TX"], "FR,US-TX@America/Chicago,America/Denver,Europe/Paris"],
  ["+61412345678", ["AU", "VIC"], "AU@Australia/Sydney"],
] as [string, [string, string | null] | undefined, string][])(
  "%s shipping to %s comes under %s",
  (phone, shipping, signature) => {
    expect(ruleSignature(places(phone, shipping))).toBe(signature);
  },
);

test("where the person is by the calendar comes from the address, and from the area code where the state has two zones", () => {
  expect(localZone(places("+13055550123", ["US", "CA"]))).toBe("America/Los_Angeles");
  expect(localZone(places("+19155550123", ["US", "TX"]))).toBe("America/Denver");
  expect(localZone(places("+12125550123", ["US", "TX"]))).toBe("America/Chicago");
  expect(localZone(places("+18005550123"))).toBeNull();
  expect(likelyPlace(places("+13055550123", ["US", "CA"]))).toEqual({
    country: "US",
    region: "CA",
    timeZone: "America/Los_Angeles",
  });
});

test("any order of the same evidence gives the same signature, which reads back as it was written", () => {
  const phone = fc
    .constantFrom(...AREA_CODES.flatMap(([, , codes]) => codes.split(" ").filter(Boolean)))
    .map((code) => `+1${code}5550123`);
  const country = fc.constantFrom("US", "CA", ...Object.keys(COUNTRY_ZONES));
  const region = fc.option(fc.constantFrom(...AREA_CODES.map(([name]) => name.slice(3)).filter(Boolean)));
  const address = fc.tuple(fc.constantFrom("shipping" as const, "billing" as const), fc.record({ country, region }));
  const evidence = fc.array(
    fc.oneof(
      phone.map((it) => placeOfPhone(it, seenAt)),
      address.map(([kind, it]) => placeOfAddress(kind, it, seenAt)),
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(evidence, (mixed) => {
      const known = mixed.filter((place) => place !== null);
      const signature = ruleSignature(known);
      expect(ruleSignature([...known].reverse())).toBe(signature);
      const { jurisdictions, timeZones } = parseSignature(signature);
      if (known.length > 0) expect(`${jurisdictions.join()}@${timeZones.join()}`).toBe(signature);
      for (const zone of timeZones) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
    }),
  );
});

test("no area code is listed twice, and every zone exists", () => {
  const codes = AREA_CODES.flatMap(([, , list]) => list.split(" ").filter(Boolean));
  expect(new Set(codes).size).toBe(codes.length);
  const zones = [
    ...AREA_CODES.flatMap(([, list]) => list),
    ...Object.values(COUNTRY_ZONES).flatMap((it) => it.split(" ")),
  ];
  for (const zone of new Set(zones)) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
});
