import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { advanceImport } from "#domain/imports/control/advance";
import { pauseImport, resumeImport, startImport } from "#domain/imports/control/control";
import { examineImport } from "#domain/imports/control/examine";
import type { ImportKind } from "#domain/imports/import";
import { refusedRows } from "#domain/imports/reading/refused-rows";
import { aContext } from "../factories/context.ts";
import { ATTESTATION, anUpload, viewOf } from "../factories/import.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const HOUR_MS = 3_600_000;
// Few numbers, so that nearly every line repeats one.
const PHONES = ["+12125550123", "+13035550142", "(212) 555-0123", "+14155550199", "wrong"];
const line = fc.record({
  phone: fc.constantFrom(...PHONES),
  consent: fc.constantFrom("yes", "yes", "unsubscribed", "unsubscribed", "perhaps"),
  // The last one is between the dry run and the import.
  agreed: fc.constantFrom("", "2024-01-05", "2026-03-05", "2026-11-24 16:00", "2030-01-01"),
  // Of a column that is not mapped.
  segment: fc.constantFrom("", "VIP", "Unsubscribed"),
  optedOut: fc.constantFrom("", "", "2023-06-01", "2025-06-01", "2026-06-01", "2026-11-24 16:00"),
});
const standing = fc.record({
  phone: fc.constantFrom("+12125550123", "+13035550142"),
  marketing: fc.constantFrom("never" as const, "subscribed" as const, "unsubscribed" as const, "pending" as const),
  at: fc.constantFrom("2024-03-01", "2026-04-01"),
});
const file = fc
  .array(line, { minLength: 4, maxLength: 16 })
  .map((lines) =>
    [
      "Phone,SMS Consent,Opt-in date,Opt-out date,Group",
      ...lines.map(({ phone, consent, agreed, optedOut, segment }) =>
        [phone, consent, agreed, optedOut, segment].join(","),
      ),
    ].join("\n"),
  );
/** One turn: how many lines a chunk has, after how many chunks it is stopped, and whether the merchant pauses it then. */
const turns = fc.array(
  fc.record({
    chunkLines: fc.integer({ min: 1, max: 6 }),
    chunks: fc.integer({ min: 1, max: 3 }),
    pauses: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);
type Turns = { chunkLines: number; chunks: number; pauses: boolean }[];

/** Goes through the file in these turns, and in one more to the end. */
async function goThrough(shopId: string, id: string, planned: Turns): Promise<void> {
  for (const { chunkLines, chunks, pauses } of planned) {
    let read = 0;
    const hasMore = await advanceImport(ctx, shopId, id, () => ++read >= chunks, chunkLines);
    if (!hasMore) return;
    if (pauses && (await viewOf(ctx, shopId, id)).state === "importing") {
      await pauseImport(ctx, shopId, id);
      await resumeImport(ctx, shopId, id);
    }
  }
  await advanceImport(ctx, shopId, id, () => false, 3);
}

async function examined(shopId: string, id: string, kind: ImportKind, planned: Turns) {
  const { mapping, options } = await viewOf(ctx, shopId, id);
  const attestation = kind === "subscribers" ? ATTESTATION : null;
  await examineImport(ctx, shopId, id, { mapping, options, attestation });
  await goThrough(shopId, id, planned);
  const { expected, optOutMarks, state } = await viewOf(ctx, shopId, id);
  expect(state).toBe("examined");
  return { counts: expected, optOutMarks, rejected: await rejected(shopId, id) };
}

async function rejected(shopId: string, id: string): Promise<string> {
  let list = "";
  for await (const piece of refusedRows(ctx.db, shopId, id)) list += piece;
  return list;
}

test("stopped, paused and resumed behind any line, an import and its dry run count what one pass would", async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.uniqueArray(standing, { maxLength: 2, selector: ({ phone }) => phone }),
      fc.constantFrom<ImportKind>("subscribers", "subscribers", "subscribers", "suppressions"),
      turns,
      turns,
      async (text, known, kind, turnsOfDryRun, turnsOfImport) => {
        const { id: shopId } = await aShop(ctx.db);
        for (const { phone, marketing, at } of known)
          await aSubscriber(ctx.db, {
            ...{ shopId, phone, marketing },
            marketingAt: marketing === "never" ? null : new Date(at),
          });
        const id = await anUpload(ctx, { shopId, kind, file: text });
        const inOnePass = await examined(shopId, id, kind, []);
        expect(await examined(shopId, id, kind, turnsOfDryRun)).toEqual(inOnePass);
        const began = ctx.clock.now();
        ctx.clock.set(new Date(began.getTime() + 2 * HOUR_MS));
        await startImport(ctx, shopId, id);
        await goThrough(shopId, id, turnsOfImport);
        ctx.clock.set(began);
        const { counts, optOutMarks, state } = await viewOf(ctx, shopId, id);
        expect(state).toBe("finished");
        expect({ counts, optOutMarks, rejected: await rejected(shopId, id) }).toEqual(inOnePass);
      },
    ),
    { numRuns: 20 },
  );
}, 600_000);
