import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { readConsent, saysNo } from "#domain/imports/reading/read-cells";
import { aContext } from "../../../test/factories/context.ts";
import { anExaminedImport } from "../../../test/factories/import.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

test("opt-outs in a column that is not mapped are counted in every line, not only in the first", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const rows = Array.from({ length: 600 }, (_, at) => {
    const isOut = at >= 500 && at < 540;
    return `+1212555${String(1000 + at)},yes,${isOut ? "Unsubscribed" : "VIP"},${at === 599 ? "2026-01-05" : ""},FALSE`;
  });
  const file = ["Phone,SMS Consent,Group,Unsub note,DND", ...rows].join("\n");
  const options = { defaultCountry: "US", tags: [], replaces: false };
  const setup = { mapping: { phone: 0, consent: 1 }, options };
  const { optOutMarks } = await anExaminedImport(ctx, { shopId, file, setup });
  expect(optOutMarks).toEqual({ 2: 40, 3: 1 });
});

test("lines that are not imported as subscribed, mapped columns and lists of blocked numbers count nothing", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const file = ["Phone,SMS Consent,Group", "+12125550123,no,Unsubscribed", "wrong,yes,Unsubscribed"].join("\n");
  expect((await anExaminedImport(ctx, { shopId, file })).optOutMarks).toEqual({});
  const list = "Phone,Group\n+12125550124,Unsubscribed\n";
  const given = { shopId, kind: "suppressions" as const, file: list, setup: { attestation: null } };
  expect((await anExaminedImport(ctx, given)).optOutMarks).toEqual({});
});

test("the quick look at a cell finds what the reading of a consent column finds", () => {
  const cells =
    "unsubscribed,UNSUB,Opted-out,Do not text,D.N.C.,stop!,«baja»,désinscrit,(dnd),removed by admin,end,no,N,0,cancelled,Anna";
  const word = fc.oneof(fc.constantFrom(...cells.split(",")), fc.string({ maxLength: 20 }));
  const cell = fc.tuple(fc.constantFrom("", "“", "-", " ", "*"), word).map((parts) => parts.join("").trim());
  fc.assert(
    fc.property(cell, (text) => {
      expect(saysNo(text)).toBe(readConsent(text) === "no");
    }),
    { numRuns: 2_000 },
  );
});
