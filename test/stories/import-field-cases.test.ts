import { beforeEach, describe, expect, test } from "vitest";
import { setHeaderLine } from "#domain/imports/file/set-header";
import { aContext } from "../factories/context.ts";
import { anExaminedImport, anImport, viewOf } from "../factories/import.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

/** A file's people as "number name state", and its lines that were not taken as "line reason"; the dry run counts the same. */
async function taken(file: string | Uint8Array, country = "US") {
  const shop = await aShop(ctx.db, { country });
  const given = { shopId: shop.id, file: typeof file === "string" ? file : [file] };
  const dryRun = await anExaminedImport(ctx, given);
  const view = await anImport(ctx, given);
  expect(view.counts).toEqual(dryRun.counts);
  const people = await ctx.db.prisma.subscriber.findMany({ where: { shopId: shop.id }, orderBy: { phone: "asc" } });
  const refused = await ctx.db.everyShop.importRefusal.findMany({
    where: { importId: view.id },
    orderBy: { line: "asc" },
  });
  return {
    people: people.map(({ phone, firstName, marketing }) => `${phone} ${firstName} ${marketing}`),
    agreedAt: Object.fromEntries(people.map((it) => [it.phone, it.marketingAt?.toISOString().slice(0, 10)])),
    countries: Object.fromEntries(people.map((it) => [it.phone, it.country])),
    refused: refused.map(({ line, reason }) => `${line} ${reason}`),
  };
}

describe("a line's own country reads its number", () => {
  test.each(["MX", "Mexico", "México", "MEX", "+52", "52"])("%s", async (country) => {
    const file = `Phone,First Name,Country\n55 1234 5678,Ana,${country}\n(212) 555-0123,Bo,US\n(303) 555-0123,Cy,\n`;
    expect((await taken(file)).people).toEqual([
      "+12125550123 Bo subscribed",
      "+13035550123 Cy subscribed",
      "+525512345678 Ana subscribed",
    ]);
  });

  test("a number that is none there, and a country that we don't know, refuse the line; a whole number needs neither", async () => {
    const file =
      "Phone,First Name,Country\n(212) 555-0123,Ann,FR\n(212) 555-0123,Bo,Narnia\n+12125550123,Cy,Narnia\n(303) 555-0142,Di,N/A\n";
    const { people, refused } = await taken(file);
    expect(people).toEqual(["+12125550123 Cy subscribed", "+13035550142 Di subscribed"]);
    expect(refused).toEqual(["2 not-of-its-country", "3 unclear-country"]);
  });
});

test("numbers that went through a spreadsheet are read where their digits are all there, and refused where not", async () => {
  const file =
    "phone,first_name\n436641234567.0,Eva\n4.36641E+11,Max\n4.36641234568E+11,Ida\n+43 900 123456,Leo\n+436641234569 / +436641234570,Uwe\n";
  const { people, refused } = await taken(file, "AT");
  expect(people).toEqual(["+436641234567 Eva subscribed", "+436641234568 Ida subscribed"]);
  expect(refused).toEqual(["3 shortened-by-spreadsheet", "5 not-textable", "6 several-numbers"]);
});

test("area codes that are newer than our data are taken in, their place unknown", async () => {
  const { people, countries } = await taken("phone,first_name\n+15652345678,Ann\n+17292345678,Bo\n");
  expect(people).toEqual(["+15652345678 Ann subscribed", "+17292345678 Bo subscribed"]);
  expect(countries).toEqual({ "+15652345678": null, "+17292345678": null });
});

test("one date that is clear decides for the whole file, wherever it stands; a spreadsheet's number has its own reason", async () => {
  const file =
    "phone,consent,opt_in_date\n+12125550123,yes,11/1/16\n+12125550124,yes,03/04/2024\n+12125550125,yes,45296\n+12125550126,yes,13/04/2024\n";
  const { agreedAt, refused } = await taken(file);
  expect(agreedAt).toEqual({
    "+12125550123": "2016-01-11",
    "+12125550124": "2024-04-03",
    "+12125550126": "2024-04-13",
  });
  expect(refused).toEqual(["4 spreadsheet-date"]);
  const mixed = await taken(`${file}+12125550127,yes,04/13/2024\n`);
  expect(mixed.refused).toEqual(["2 day-or-month", "3 day-or-month", "4 spreadsheet-date"]);
});

test("an opt-out column that says false, or nothing, suppresses no one", async () => {
  const flags = "Phone,First Name,Do Not Text\n+12125550123,Ann,FALSE\n+12125550124,Bo,TRUE\n+12125550125,Cy,0\n";
  expect((await taken(flags)).people).toEqual([
    "+12125550123 Ann subscribed",
    "+12125550124 Bo unsubscribed",
    "+12125550125 Cy subscribed",
  ]);
  const dates =
    "Phone,Status,Opt Out Date\n+12125550123,Subscribed,NULL\n+12125550124,Subscribed,0000-00-00 00:00:00\n+12125550125,Subscribed,-\n+12125550126,Subscribed,see note\n+12125550127,Unsubscribed,2026-01-05 10:00:00\n";
  const { people, refused } = await taken(dates);
  expect(people.map((it) => it.split(" ")[2])).toEqual(["subscribed", "subscribed", "subscribed", "unsubscribed"]);
  expect(refused).toEqual(["5 unclear-date"]);
});

test("Excel for Mac's letters are known by its line ends", async () => {
  const file = Buffer.from("Phone,First Name\r+12125550123,Jos\x8e\r+12125550124,Fran\x8dois\r", "latin1");
  expect((await taken(file)).people).toEqual(["+12125550123 José subscribed", "+12125550124 François subscribed"]);
});

test("a title and blank lines above the header, blank and total lines below the people, harm no one", async () => {
  const file =
    "Table 1,,\n\nPhone,First Name,SMS Consent\n+12125550123,Ann,yes\n,,\n+12125550124,Bo,no\nTotal,2,\n,,\n";
  const { people, refused } = await taken(file);
  expect(people).toEqual(["+12125550123 Ann subscribed"]);
  expect(refused).toEqual(["6 not-subscribed", "7 not-a-phone"]);
});

test("the merchant can say which line names the columns, and the dry run begins again", async () => {
  const shop = await aShop(ctx.db);
  const file = "List of,June\nPhone,First Name\n+12125550123,Ann\n";
  const { id } = await anExaminedImport(ctx, { shopId: shop.id, file });
  await setHeaderLine(ctx, shop.id, id, 1);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({
    state: "uploaded",
    headerLine: 1,
    columns: ["List of", "June"],
  });
  await setHeaderLine(ctx, shop.id, id, 2);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({
    headerLine: 2,
    mapping: { phone: 0, firstName: 1 },
    expected: null,
  });
  await setHeaderLine(ctx, shop.id, id, 0);
  expect(await viewOf(ctx, shop.id, id)).toMatchObject({ headerLine: null, hasHeader: false });
  await expect(setHeaderLine(ctx, shop.id, id, 41)).rejects.toThrow("first 40 lines");
  await expect(setHeaderLine(ctx, shop.id, id, 12)).rejects.toThrow("isn’t in the file");
});

test("a column of opt-outs under another product's name is found", async () => {
  const file =
    "contact[firstName],contact[lastName],contact[cell],contact[optOut],contact[messageStatus]\nAnn,Lee,+12125550123,false,messaged\nBo,Kim,+12125550124,true,messaged\n";
  expect((await taken(file)).people).toEqual(["+12125550123 Ann subscribed", "+12125550124 Bo unsubscribed"]);
});
