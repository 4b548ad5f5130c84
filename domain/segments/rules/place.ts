import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { placeName } from "#domain/segments/place-name";
import { listParts } from "./one-of.ts";
import { ruleType } from "./rule-type.ts";

const MOST = 100;

/** Lives in one of some countries or of their regions, by the strongest evidence there is. Unknown is nowhere. */
export const place = ruleType({
  label: "Place",
  group: "Person",
  schema: z.object({
    type: z.literal("place"),
    /** "US", or "US-FL" for a region of it. */
    places: z
      .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/))
      .min(1)
      .max(MOST),
  }),
  blank: { type: "place", places: [] },
  fields: [{ name: "places", label: "Any of", kind: "places" }],
  phrase: ({ places }, isNegated) => ({
    kind: "are",
    text: `${isNegated ? "not " : ""}in ${listParts(places.map(placeName), "or")}`,
  }),
  compile: ({ places }, asking) => {
    const countries = places.filter((code) => !code.includes("-"));
    const byCountry = Map.groupBy(
      places.filter((code) => code.includes("-")),
      (code) => code.slice(0, 2),
    );
    const parts = [...byCountry].map(
      ([country, codes]) =>
        `s.country = ${asking.value(country, "text")} AND s.region = ANY(${asking.value(
          codes.map((code) => code.slice(3)),
          "text[]",
        )})`,
    );
    if (countries.length > 0) parts.push(`s.country = ANY(${asking.value(countries, "text[]")})`);
    return personCondition(parts.map((part) => `(${part})`).join(" OR "));
  },
});
