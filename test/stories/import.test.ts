import { beforeEach, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { receiveTexts } from "#domain/conversations/receive";
import { advanceImport } from "#domain/imports/advance";
import { cancelImport, pauseImport, resumeImport, startImport } from "#domain/imports/control";
import { refusedRows } from "#domain/imports/refused-rows";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { A_YEAR_AGO, anExaminedImport, anImport, viewOf } from "../factories/import.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const FILE = `Phone,First name,Last name,Email,Tags
+12125550123,Ada,Lovelace,ada@example.com,"vip, summer"
(303) 555-0142,Grace,Hopper,,
+442079460018,Alan,Turing,alan@example.com,vip
not a number,Nobody,,,
12125550123,Ada again,,,
`;

const ledgerOf = (shopId: string) =>
  ctx.db.prisma.consentEvent.findMany({ where: { shopId }, orderBy: [{ occurredAt: "asc" }, { id: "asc" }] });
const peopleOf = (shopId: string) =>
  ctx.db.prisma.subscriber.findMany({ where: { shopId }, orderBy: { phone: "asc" } });

test("a list becomes subscribers with their place and the words that they agreed to", async () => {
  const shop = await aShop(ctx.db);
  const view = await anImport(ctx, { shopId: shop.id, file: FILE });

  expect(view).toMatchObject({
    state: "finished",
    counts: { lines: 5, made: 3, duplicates: 1, refused: 1, refusedBecause: { "not-a-phone": 1 } },
  });
  expect(view.doneBytes).toBe(view.fileBytes);
  const people = await peopleOf(shop.id);
  expect(
    people.map(({ phone, firstName, country, region, timeZone, marketing, tags }) => ({
      phone,
      firstName,
      country,
      region,
      timeZone,
      marketing,
      tags,
    })),
  ).toEqual([
    {
      phone: "+12125550123",
      firstName: "Ada",
      country: "US",
      region: "NY",
      timeZone: "America/New_York",
      marketing: "subscribed",
      tags: ["vip", "summer"],
    },
    {
      phone: "+13035550142",
      firstName: "Grace",
      country: "US",
      region: "CO",
      timeZone: "America/Denver",
      marketing: "subscribed",
      tags: [],
    },
    {
      phone: "+442079460018",
      firstName: "Alan",
      country: "GB",
      region: null,
      timeZone: "Europe/London",
      marketing: "subscribed",
      tags: ["vip"],
    },
  ]);
  const [entry] = await ledgerOf(shop.id);
  expect(entry).toMatchObject({
    state: "subscribed",
    source: "import",
    scope: "marketing",
    textShown: "Yes, text me news and offers.",
    occurredAt: A_YEAR_AGO,
    recordedAt: TUESDAY_MORNING,
    applied: true,
    evidence: { importId: view.id, collectedAt: "Sign-up form of our old provider" },
  });
  expect(await ctx.db.prisma.importPart.count()).toBe(0);
});

test("a dry run says what the import will do and writes nobody", async () => {
  const shop = await aShop(ctx.db);
  const view = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
  expect(view).toMatchObject({ state: "examined", counts: { lines: 5, made: 3, duplicates: 1, refused: 1 } });
  expect(view.expected).toEqual(view.counts);
  expect(await peopleOf(shop.id)).toEqual([]);
  expect(await ledgerOf(shop.id)).toEqual([]);
});

test("the lines that were not taken come as a list with their number, the reason and their cells, harmless to spreadsheets", async () => {
  const shop = await aShop(ctx.db);
  const file = 'Phone,Name\n+12125550123,Ada\n=cmd|calc,"=HYPERLINK(""http://evil.test"")"\n';
  const { id } = await anImport(ctx, { shopId: shop.id, file });
  const list = await textOf(refusedRows(ctx.db, shop.id, id));
  const [head, line, end] = list.split("\r\n");
  expect(head).toBe("\ufeffLine,Why it was not taken,Phone,Name");
  expect(line).toContain("3,");
  expect(line).toContain("'=cmd|calc");
  expect(line).toContain("'=HYPERLINK");
  expect(end).toBe("");
});

test("the same file twice changes nothing the second time", async () => {
  const shop = await aShop(ctx.db);
  await anImport(ctx, { shopId: shop.id, file: FILE });
  const before = { people: await peopleOf(shop.id), ledger: await ledgerOf(shop.id) };
  ctx.clock.advance(86_400_000);
  const view = await anImport(ctx, { shopId: shop.id, file: FILE });
  expect(view.counts).toMatchObject({ made: 0, updated: 0, unchanged: 3, duplicates: 1, refused: 1 });
  expect(view.importedBeforeAt).not.toBeNull();
  expect({ people: await peopleOf(shop.id), ledger: await ledgerOf(shop.id) }).toEqual(before);
});

test("a list of numbers that must not be texted wins over a subscription, and over the list of subscribers after it", async () => {
  const shop = await aShop(ctx.db);
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  const list = "Phone\n+12125550123\n+13035550142\n";
  const suppressions = await anImport(ctx, {
    shopId: shop.id,
    kind: "suppressions",
    file: list,
    setup: { attestation: null },
  });
  expect(suppressions.counts).toMatchObject({ suppressed: 2, made: 0, refused: 0 });
  const people = await peopleOf(shop.id);
  expect(people.map(({ phone, marketing }) => [phone, marketing])).toEqual([
    ["+12125550123", "unsubscribed"],
    ["+13035550142", "unsubscribed"],
  ]);
  const withdrawn = await ctx.db.prisma.withdrawal.findMany({ where: { shopId: shop.id } });
  expect(withdrawn.map(({ target }) => target)).toEqual([ada.id]);
  expect(
    await ctx.db.prisma.suppression.count({ where: { shopId: shop.id, reason: "opted-out", liftedAt: null } }),
  ).toBe(2);

  const before = await ledgerOf(shop.id);
  const { counts } = await anImport(ctx, { shopId: shop.id, file: list });
  expect(counts).toMatchObject({ made: 0, updated: 0, refused: 2, refusedBecause: { suppressed: 2 } });
  const again = await anImport(ctx, {
    shopId: shop.id,
    kind: "suppressions",
    file: list,
    setup: { attestation: null },
  });
  expect(again.counts).toMatchObject({ suppressed: 0, unchanged: 2 });
  expect(await ledgerOf(shop.id)).toEqual(before);
});

test("a line that says unsubscribed suppresses its number, also when another line of the file says yes", async () => {
  const shop = await aShop(ctx.db);
  const file = `Phone,SMS Consent,Opt-out date
+12125550123,subscribed,
+13035550142,UNSUBSCRIBED,2026-01-02
+12125550123,unsubscribed,
+14155550199,never_subscribed,
+15125550188,perhaps,
`;
  const dryRun = await anExaminedImport(ctx, { shopId: shop.id, file });
  const view = await anImport(ctx, { shopId: shop.id, file });
  expect(view.counts).toMatchObject({
    made: 1,
    suppressed: 2,
    refused: 2,
    refusedBecause: { "not-subscribed": 1, "unclear-consent": 1 },
  });
  expect(dryRun.counts).toEqual(view.counts);
  const people = await peopleOf(shop.id);
  expect(people.map(({ marketing }) => marketing)).toEqual(["unsubscribed", "unsubscribed"]);
  expect(await ctx.db.prisma.suppression.count({ where: { shopId: shop.id } })).toBe(2);
});

test("no file lifts a STOP, however new it says the consent is", async () => {
  const shop = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId: shop.id });
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  await ctx.db.transaction((tx) =>
    receiveTexts(tx, ctx, [
      {
        shopId: shop.id,
        senderId: sender.id,
        provider: "twilio",
        providerId: "SM1",
        phone: ada.phone,
        body: "STOP",
        receivedAt: ctx.clock.now(),
        intakeId: newId(),
      },
    ]),
  );
  ctx.clock.advance(3 * 86_400_000);
  const before = await ledgerOf(shop.id);
  const file = "Phone,Subscribed at\n+12125550123,2026-11-26T10:00:00Z\n";
  const { counts } = await anImport(ctx, { shopId: shop.id, file });
  expect(counts).toMatchObject({ made: 0, updated: 0, refusedBecause: { suppressed: 1 } });
  const [person] = await peopleOf(shop.id);
  expect(person?.marketing).toBe("unsubscribed");
  expect(await ledgerOf(shop.id)).toEqual(before);
});

test("no file brings back who said no to the merchant, or whose data was erased", async () => {
  const shop = await aShop(ctx.db);
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  await ctx.db.transaction((tx) =>
    recordConsent(tx, ctx, [
      { shopId: shop.id, subscriberId: ada.id, state: "unsubscribed", source: "merchant", occurredAt: ctx.clock.now() },
    ]),
  );
  const grace = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+13035550142", marketing: "never" });
  await ctx.db.prisma.subscriber.update({
    where: { shopId_id: { shopId: shop.id, id: grace.id } },
    data: { phone: null, redactedAt: ctx.clock.now() },
  });
  ctx.clock.advance(86_400_000);
  const { counts } = await anImport(ctx, { shopId: shop.id, file: "Phone\n+12125550123\n+13035550142\n" });
  expect(counts).toMatchObject({ made: 0, refusedBecause: { "opted-out": 1, erased: 1 } });
});

test("a file fills what we do not know of a subscriber and replaces nothing unless the merchant says so", async () => {
  const shop = await aShop(ctx.db);
  await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123", firstName: "Ada", tags: ["vip"] });
  const file = "Phone,First name,Last name,Tags,Country,Region\n+12125550123,Augusta,King,news,US,CA\n";
  const { counts } = await anImport(ctx, { shopId: shop.id, file });
  expect(counts).toMatchObject({ updated: 1 });
  const [person] = await peopleOf(shop.id);
  expect(person).toMatchObject({ firstName: "Ada", lastName: "King", tags: ["vip", "news"], region: "CA" });
  expect(person?.ruleSignature).toBe("US-CA,US-NY@America/Los_Angeles,America/New_York");

  const options = { defaultCountry: "US", tags: [], replaces: true };
  await anImport(ctx, { shopId: shop.id, file: `${file}\n`, setup: { options } });
  const [renamed] = await peopleOf(shop.id);
  expect(renamed?.firstName).toBe("Augusta");
  expect(await ledgerOf(shop.id)).toHaveLength(1);
});

test("an import goes on where it was paused, and ends where it is cancelled", async () => {
  const shop = await aShop(ctx.db);
  const numbers = Array.from({ length: 300 }, (_, at) => `+1212555${String(1_000 + at)}`);
  const { id } = await anExaminedImport(ctx, { shopId: shop.id, file: `Phone\n${numbers.join("\n")}\n` });
  await startImport(ctx, shop.id, id);
  await pauseImport(ctx, shop.id, id);
  await expect(advanceImport(ctx, shop.id, id)).resolves.toBe(false);
  expect(await peopleOf(shop.id)).toEqual([]);
  await expect(pauseImport(ctx, shop.id, id)).rejects.toThrow("Only an import that is under way can be paused.");
  await resumeImport(ctx, shop.id, id);
  await advanceImport(ctx, shop.id, id);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({ state: "finished", counts: { made: 300 } });

  const other = await anExaminedImport(ctx, { shopId: shop.id, file: "Phone\n+13035550142\n" });
  await cancelImport(ctx, shop.id, other.id);
  expect(await viewOf(ctx, shop.id, other.id)).toMatchObject({ state: "cancelled" });
  expect(await ctx.db.prisma.importPart.count()).toBe(0);
  await expect(startImport(ctx, shop.id, other.id)).rejects.toThrow("Only a file whose dry run has ended");
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("whoever is on a list of numbers and texts START gets texts again, and the same list later changes nothing about it", async () => {
  const shop = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId: shop.id });
  const list = {
    shopId: shop.id,
    kind: "suppressions",
    file: "Phone\n+12125550123\n",
    setup: { attestation: null },
  } as const;
  await anImport(ctx, list);
  ctx.clock.advance(86_400_000);
  const text = { shopId: shop.id, senderId: sender.id, provider: "twilio", providerId: "SM2", intakeId: newId() };
  await ctx.db.transaction((tx) =>
    receiveTexts(tx, ctx, [{ ...text, phone: "+12125550123", body: "START", receivedAt: ctx.clock.now() }]),
  );
  const standing = async () => {
    const [person] = await peopleOf(shop.id);
    const suppressed = await ctx.db.prisma.suppression.count({ where: { shopId: shop.id, liftedAt: null } });
    return { marketing: person?.marketing, suppressed };
  };
  expect(await standing()).toEqual({ marketing: "subscribed", suppressed: 0 });

  ctx.clock.advance(86_400_000);
  const { counts } = await anImport(ctx, list);
  expect(counts).toMatchObject({ suppressed: 0, refusedBecause: { "older-news": 1 } });
  expect(await standing()).toEqual({ marketing: "subscribed", suppressed: 0 });
});

test("an import of which turn after turn leads nowhere is given up with its line, and one that moves is not", async () => {
  const shop = await aShop(ctx.db);
  const { id } = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
  await startImport(ctx, shop.id, id);
  await ctx.db.prisma.import.update({ where: { shopId_id: { shopId: shop.id, id } }, data: { idleTurns: 20 } });
  expect(await advanceImport(ctx, shop.id, id)).toBe(false);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({ state: "failed", problem: expect.stringContaining("line 1") });

  const other = await anImport(ctx, { shopId: shop.id, file: FILE });
  const row = await ctx.db.prisma.import.findUnique({ where: { shopId_id: { shopId: shop.id, id: other.id } } });
  expect(row).toMatchObject({ state: "finished", idleTurns: 0 });
});
