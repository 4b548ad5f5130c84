import { beforeEach, expect, test } from "vitest";
import { advanceImport } from "#domain/imports/control/advance";
import { cancelImport, pauseImport, resumeImport, startImport } from "#domain/imports/control/control";
import { refusedRows } from "#domain/imports/reading/refused-rows";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { A_YEAR_AGO, anExaminedImport, anImport, ledgerOf, peopleOf, viewOf } from "../factories/import.ts";
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

test("a list becomes subscribers with their place and the words that they agreed to", async () => {
  const shop = await aShop(ctx.db);
  const view = await anImport(ctx, { shopId: shop.id, file: FILE });

  expect(view).toMatchObject({
    state: "finished",
    counts: { lines: 5, made: 3, duplicates: 1, refused: 1, refusedBecause: { "not-a-phone": 1 } },
  });
  expect(view.doneBytes).toBe(view.fileBytes);
  const people = await peopleOf(ctx, shop.id);
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
  const [entry] = await ledgerOf(ctx, shop.id);
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
  expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
});

test("a dry run says what the import will do and writes no one", async () => {
  const shop = await aShop(ctx.db);
  const view = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
  expect(view).toMatchObject({ state: "examined", counts: { lines: 5, made: 3, duplicates: 1, refused: 1 } });
  expect(view.expected).toEqual(view.counts);
  expect(await peopleOf(ctx, shop.id)).toEqual([]);
  expect(await ledgerOf(ctx, shop.id)).toEqual([]);
});

test("the lines that were not taken come as a list with their number, the reason and their cells, harmless to spreadsheets", async () => {
  const shop = await aShop(ctx.db);
  const file = 'Phone,Name\n+12125550123,Ada\n=cmd|calc,"=HYPERLINK(""http://evil.test"")"\n';
  const { id } = await anImport(ctx, { shopId: shop.id, file });
  const list = await textOf(refusedRows(ctx.db, shop.id, id));
  const [head, line, end] = list.split("\r\n");
  expect(head).toBe("\ufeffLine,Reason,Phone,Name");
  expect(line).toContain("3,");
  expect(line).toContain("'=cmd|calc");
  expect(line).toContain("'=HYPERLINK");
  expect(end).toBe("");
});

test("the same file twice changes nothing the second time", async () => {
  const shop = await aShop(ctx.db);
  await anImport(ctx, { shopId: shop.id, file: FILE });
  const before = { people: await peopleOf(ctx, shop.id), ledger: await ledgerOf(ctx, shop.id) };
  ctx.clock.advance(86_400_000);
  const view = await anImport(ctx, { shopId: shop.id, file: FILE });
  expect(view.counts).toMatchObject({ made: 0, updated: 0, unchanged: 3, duplicates: 1, refused: 1 });
  expect(view.importedBeforeAt).not.toBeNull();
  expect({ people: await peopleOf(ctx, shop.id), ledger: await ledgerOf(ctx, shop.id) }).toEqual(before);
});

test("a person who came between the dry run and the import is found as a subscriber", async () => {
  const shop = await aShop(ctx.db);
  const { id, expected } = await anExaminedImport(ctx, { shopId: shop.id, file: FILE });
  expect(expected).toMatchObject({ made: 3, updated: 0, unchanged: 0 });
  await aSubscriber(ctx.db, {
    shopId: shop.id,
    phone: "+13035550142",
    firstName: "Amazing",
    marketing: "unsubscribed",
  });

  await startImport(ctx, shop.id, id);
  expect(await advanceImport(ctx, shop.id, id)).toBe(false);
  const { state, counts } = await viewOf(ctx, shop.id, id);
  expect(state).toBe("finished");
  expect(counts).toMatchObject({ lines: 5, made: 2, duplicates: 1, refusedBecause: { "opted-out": 1 } });
  const people = await peopleOf(ctx, shop.id);
  expect(people.map(({ firstName, marketing }) => `${firstName} ${marketing}`).sort()).toEqual([
    "Ada subscribed",
    "Alan subscribed",
    "Amazing unsubscribed",
  ]);
});

test("a file fills what we do not know of a subscriber and replaces nothing unless the merchant says so", async () => {
  const shop = await aShop(ctx.db);
  await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123", firstName: "Ada", tags: ["vip"] });
  const file = "Phone,First name,Last name,Tags,Country,Region\n+12125550123,Augusta,King,news,US,CA\n";
  const { counts } = await anImport(ctx, { shopId: shop.id, file });
  expect(counts).toMatchObject({ updated: 1 });
  const [person] = await peopleOf(ctx, shop.id);
  expect(person).toMatchObject({ firstName: "Ada", lastName: "King", tags: ["vip", "news"], region: "CA" });
  expect(person?.ruleSignature).toBe("US-CA,US-NY@America/Los_Angeles,America/New_York");

  const options = { defaultCountry: "US", tags: [], replaces: true };
  await anImport(ctx, { shopId: shop.id, file: `${file}\n`, setup: { options } });
  const [renamed] = await peopleOf(ctx, shop.id);
  expect(renamed?.firstName).toBe("Augusta");
  expect(await ledgerOf(ctx, shop.id)).toHaveLength(1);
});

test("an import goes on where it was paused, and ends where it is cancelled", async () => {
  const shop = await aShop(ctx.db);
  const numbers = Array.from({ length: 300 }, (_, at) => `+1212555${String(1_000 + at)}`);
  const { id } = await anExaminedImport(ctx, { shopId: shop.id, file: `Phone\n${numbers.join("\n")}\n` });
  await startImport(ctx, shop.id, id);
  await pauseImport(ctx, shop.id, id);
  await expect(advanceImport(ctx, shop.id, id)).resolves.toBe(false);
  expect(await peopleOf(ctx, shop.id)).toEqual([]);
  await expect(pauseImport(ctx, shop.id, id)).rejects.toThrow("Only imports in progress can be paused.");
  await resumeImport(ctx, shop.id, id);
  await advanceImport(ctx, shop.id, id);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({ state: "finished", counts: { made: 300 } });

  const other = await anExaminedImport(ctx, { shopId: shop.id, file: "Phone\n+13035550142\n" });
  await cancelImport(ctx, shop.id, other.id);
  expect(await viewOf(ctx, shop.id, other.id)).toMatchObject({ state: "cancelled" });
  expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
  await expect(startImport(ctx, shop.id, other.id)).rejects.toThrow("Check the file before you import it");
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

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

test("birthdays of a file become a property, of new people and of those who were known", async () => {
  const shop = await aShop(ctx.db);
  const known = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+13035550142" });
  const file = "Phone,Birthday\n+12125550123,1955-02-03\n+13035550142,2000-02-29\n+442079460018,sometime\n";
  await anImport(ctx, { shopId: shop.id, file });
  const properties = await ctx.db.everyShop.subscriberProperty.findMany({ orderBy: { day: "asc" } });
  expect(properties).toMatchObject([
    { name: "birthday", value: "1955-02-03", monthDay: 203 },
    { name: "birthday", value: "2000-02-29", monthDay: 229, subscriberId: known.id },
  ]);
  expect(await ctx.db.everyShop.subscriber.count()).toBe(3);
});
