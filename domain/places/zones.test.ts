import { readFileSync } from "node:fs";
import { getCountries } from "libphonenumber-js/max";
import { IANAZone } from "luxon";
import { describe, expect, test } from "vitest";
import { AREA_CODES } from "./area-codes.ts";
import { COUNTRY_ZONES } from "./countries.ts";
import { placeOfAddress, placeOfPhone } from "./place.ts";
import { ruleSignature } from "./signature.ts";

const seenAt = new Date("2026-11-24T15:00:00Z");
/** Rows of zone.tab: country, zone, what part of the country it is for. */
const ZONE_TABLE = readFileSync(new URL("./zone-table.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t") as [country: string, zone: string, part: string | undefined]);

/** Every week of two years, winter and summer. */
const WEEKS = Array.from({ length: 105 }, (_, at) => Date.UTC(2026, 11, 1) + at * 7 * 86_400_000);

/** A text that is allowed in all of `zones` is allowed in `zone` too: its clock is never ahead of theirs, nor behind. */
function isCovered(zone: string, zones: string[]): boolean {
  return WEEKS.every((at) => {
    const offsets = zones.map((it) => IANAZone.create(it).offset(at));
    const offset = IANAZone.create(zone).offset(at);
    return Math.min(...offsets) <= offset && offset <= Math.max(...offsets);
  });
}

function zonesOf(country: string, region: string | null = null): string[] {
  return placeOfAddress("shipping", { country, region }, seenAt)?.timeZones ?? [];
}

test("every zone that the zone table knows of a country lies between those that we keep its people to", () => {
  const TERRITORIES = ["UM"]; // read as the United States
  for (const [country, zone] of ZONE_TABLE)
    if (!["US", ...TERRITORIES].includes(country))
      expect(isCovered(zone, zonesOf(country)), `${country} ${zone}`).toBe(true);
});

/** What the table's comments say of the parts of the United States, Canada and Australia, by their codes. */
const PARTS: [country: string, zone: string, regions: string][] = [
  ...([
    ["US", "America/New_York", "NY FL GA NC SC VA WV MD DE DC PA NJ CT RI MA VT NH ME OH"],
    ["US", "America/Detroit", "MI"],
    ["US", "America/Kentucky/Louisville", "KY"],
    ["US", "America/Kentucky/Monticello", "KY"],
    ["US", "America/Indiana/Indianapolis", "IN"],
    ["US", "America/Indiana/Tell_City", "IN"],
    ["US", "America/Indiana/Knox", "IN"],
    ["US", "America/Chicago", "IL WI MN IA MO AR LA MS AL TN KY FL TX OK KS NE SD ND MI IN"],
    ["US", "America/Menominee", "MI"],
    ["US", "America/North_Dakota/Center", "ND"],
    ["US", "America/Denver", "CO WY MT UT NM ID OR NV KS NE SD ND TX"],
    ["US", "America/Boise", "ID OR"],
    ["US", "America/Phoenix", "AZ"],
    ["US", "America/Los_Angeles", "CA WA OR NV ID"],
    ["US", "America/Anchorage", "AK"],
    ["US", "America/Metlakatla", "AK"],
    ["US", "America/Adak", "AK"],
    ["US", "Pacific/Honolulu", "HI"],
    ["CA", "America/St_Johns", "NL"],
    ["CA", "America/Goose_Bay", "NL"],
    ["CA", "America/Halifax", "NS PE QC"],
    ["CA", "America/Glace_Bay", "NS"],
    ["CA", "America/Moncton", "NB"],
    ["CA", "America/Blanc-Sablon", "QC"],
    ["CA", "America/Toronto", "ON QC"],
    ["CA", "America/Iqaluit", "NU"],
    ["CA", "America/Resolute", "NU"],
    ["CA", "America/Rankin_Inlet", "NU"],
    ["CA", "America/Cambridge_Bay", "NU"],
    ["CA", "America/Atikokan", "ON"],
    ["CA", "America/Winnipeg", "MB ON"],
    ["CA", "America/Regina", "SK"],
    ["CA", "America/Swift_Current", "SK"],
    ["CA", "America/Edmonton", "AB BC NT SK"],
    ["CA", "America/Inuvik", "NT"],
    ["CA", "America/Creston", "BC"],
    ["CA", "America/Dawson_Creek", "BC"],
    ["CA", "America/Fort_Nelson", "BC"],
    ["CA", "America/Vancouver", "BC"],
    ["CA", "America/Whitehorse", "YT"],
    ["CA", "America/Dawson", "YT"],
    ["AU", "Australia/Lord_Howe", "NSW"],
    ["AU", "Australia/Hobart", "TAS"],
    ["AU", "Antarctica/Macquarie", "TAS"],
    ["AU", "Australia/Melbourne", "VIC"],
    ["AU", "Australia/Sydney", "NSW ACT"],
    ["AU", "Australia/Broken_Hill", "NSW"],
    ["AU", "Australia/Brisbane", "QLD"],
    ["AU", "Australia/Lindeman", "QLD"],
    ["AU", "Australia/Adelaide", "SA"],
    ["AU", "Australia/Darwin", "NT"],
    ["AU", "Australia/Perth", "WA"],
    ["AU", "Australia/Eucla", "WA SA"],
  ] as [string, string, string][]),
];

test.each(PARTS)("of %s, people who live by %s are covered in %s", (country, zone, regions) => {
  for (const region of regions.split(" "))
    expect(isCovered(zone, zonesOf(country, region)), `${country}-${region} ${zone}`).toBe(true);
});

test("the zone table's zones of the United States, Canada and Australia are all in that list, or keep the time of one that is", () => {
  for (const [country, zone] of ZONE_TABLE.filter(([it]) => ["US", "CA", "AU"].includes(it))) {
    const zones = PARTS.filter(([it]) => it === country).map(([, it]) => it);
    expect(
      zones.some((it) => isCovered(zone, [it])),
      `${country} ${zone}`,
    ).toBe(true);
  }
});

test("the Northwest Territories and Nunavut have the zones of their west", () => {
  expect(zonesOf("CA", "NT")).toContain("America/Inuvik");
  expect(zonesOf("CA", "Nunavut")).toContain("America/Cambridge_Bay");
});

describe("a country that phone numbers have", () => {
  const countries = getCountries().filter((country) => country !== "US" && country !== "CA");

  test("has its own zones, and none is taken for an unknown American state", () => {
    for (const country of countries) {
      const signature = ruleSignature(
        [placeOfAddress("shipping", { country, region: null }, seenAt)].filter((it) => it !== null),
      );
      expect(signature, country).not.toBe("unknown");
      if (country in COUNTRY_ZONES) expect(signature.split("@")[0], country).toBe(country);
    }
  });

  test("Kosovo, Ascension and Tristan da Cunha keep their own clocks", () => {
    const signatureOf = (phone: string) => ruleSignature([placeOfPhone(phone, seenAt)].filter((it) => it !== null));
    expect(signatureOf("+38344123456")).toBe("XK@Europe/Belgrade");
    expect(signatureOf("+24740123")).toBe("AC@Atlantic/St_Helena");
    expect(signatureOf("+2908123")).toBe("TA@Atlantic/St_Helena");
  });
});

test("who chose the outlying islands below the United States is somewhere in the United States", () => {
  expect(placeOfAddress("shipping", { country: "UM", region: "UM-71" }, seenAt)).toMatchObject({
    country: "US",
    region: null,
  });
});

test("every zone of an area code is one that the zone data know", () => {
  for (const [, zones] of AREA_CODES) for (const zone of zones) expect(IANAZone.isValidZone(zone), zone).toBe(true);
});
