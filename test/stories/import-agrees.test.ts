import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { advanceImport } from "#domain/imports/control/advance";
import { startImport } from "#domain/imports/control/control";
import { refusedRows } from "#domain/imports/reading/refused-rows";
import { aContext } from "../factories/context.ts";
import { anExaminedImport, anImport, viewOf } from "../factories/import.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const PHONES = ["+12125550123", "+13035550142", "+14155550199", "(512) 555-0188", "wrong"];
const line = fc.record({
  phone: fc.constantFrom(...PHONES),
  consent: fc.constantFrom("yes", "yes", "no", "unsubscribed", "unsubscribed", "perhaps", ""),
  agreed: fc.constantFrom("", "2024-01-05", "2026-03-05", "2030-01-01", "nonsense"),
  optedOut: fc.constantFrom("", "", "FALSE", "2024-06-01", "2026-06-01", "see note"),
  name: fc.constantFrom("", "Ann", "Bo"),
});
const standing = fc.record({
  phone: fc.constantFrom(...PHONES.slice(0, 3)),
  marketing: fc.constantFrom("never" as const, "subscribed" as const, "unsubscribed" as const, "pending" as const),
  at: fc.constantFrom("2024-03-01", "2026-04-01"),
  suppressed: fc.constantFrom(null, null, "opted-out", "invalid-number"),
});
const file = fc
  .array(line, { minLength: 1, maxLength: 12 })
  .map((lines) =>
    [
      "Phone,SMS Consent,Opt-in date,Opt-out date,First name",
      ...lines.map(({ phone, consent, agreed, optedOut, name }) => [phone, consent, agreed, optedOut, name].join(",")),
    ].join("\n"),
  );

async function rejected(shopId: string, id: string): Promise<string> {
  let list = "";
  for await (const piece of refusedRows(ctx.db, shopId, id)) list += piece;
  return list;
}

async function bothAgree(shopId: string, text: string, kind: "subscribers" | "suppressions"): Promise<void> {
  const given = { shopId, kind, file: text, ...(kind === "suppressions" ? { setup: { attestation: null } } : {}) };
  const { id, expected } = await anExaminedImport(ctx, given);
  const before = await rejected(shopId, id);
  await startImport(ctx, shopId, id);
  await advanceImport(ctx, shopId, id);
  const { counts, state } = await viewOf(ctx, shopId, id);
  expect(state).toBe("finished");
  expect(counts).toEqual(expected);
  expect(await rejected(shopId, id)).toBe(before);
}

test("the import does what its dry run said, line by line, for any file, any shop, and the same file once more", async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.uniqueArray(standing, { maxLength: 3, selector: ({ phone }) => phone }),
      fc.constantFrom("subscribers" as const, "subscribers" as const, "suppressions" as const),
      async (text, known, kind) => {
        const shop = await aShop(ctx.db);
        for (const { phone, marketing, at, suppressed } of known) {
          const { phoneHash } = await aSubscriber(ctx.db, {
            shopId: shop.id,
            phone,
            marketing,
            marketingAt: marketing === "never" ? null : new Date(at),
          });
          if (suppressed)
            await ctx.db.prisma.suppression.create({
              data: { shopId: shop.id, phoneHash, reason: suppressed, at: new Date(at) },
            });
        }
        await bothAgree(shop.id, text, kind);
        await bothAgree(shop.id, text, kind);
      },
    ),
    { numRuns: 30 },
  );
}, 300_000);

test("a number that says no twice, and a yes with an earlier no behind it, count the same in the dry run and in the import", async () => {
  const shop = await aShop(ctx.db);
  const text =
    "Phone,SMS Consent,Opt-in date,Opt-out date\n+12125550123,unsubscribed,,\n+12125550123,unsubscribed,,\n+13035550142,yes,2026-03-05,\n+13035550142,unsubscribed,,2024-01-05\n";
  await bothAgree(shop.id, text, "subscribers");
  const { counts } = await anImport(ctx, { shopId: (await aShop(ctx.db)).id, file: text });
  expect(counts).toMatchObject({ made: 1, suppressed: 2, duplicates: 1, refused: 0 });
});
