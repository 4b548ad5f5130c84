import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import type { ImportView } from "#domain/imports/import";
import { refusedRows } from "#domain/imports/reading/refused-rows";
import { aContext } from "../factories/context.ts";
import { anImport, anUpload, type GivenImport, viewOf } from "../factories/import.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const ADA = "+12125550123";
const GRACE = "+13035550142";

interface Outcome {
  view: ImportView;
  /** Of each subscriber, by number. */
  names: Record<string, string | null>;
  /** "line reason" of those that were not taken. */
  refused: string[];
}

async function imported(file: GivenImport["file"]): Promise<Outcome> {
  const shop = await aShop(ctx.db);
  const view = await anImport(ctx, { shopId: shop.id, file });
  const people = await ctx.db.prisma.subscriber.findMany({ where: { shopId: shop.id }, orderBy: { phone: "asc" } });
  const refused = await ctx.db.everyShop.importRefusal.findMany({
    where: { importId: view.id },
    orderBy: { line: "asc" },
  });
  return {
    view,
    names: Object.fromEntries(people.map(({ phone, firstName }) => [phone, firstName])),
    refused: refused.map(({ line, reason }) => `${line} ${reason}`),
  };
}

/** In pieces of so many bytes, as a slow network brings them. */
function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

const TEXT = `Phone,First name\n${ADA},Zoë\n${GRACE},Łucja\n`;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

test.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a byte-order mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16, little end first", utf16(TEXT)],
  ["UTF-16, big end first", utf16(TEXT).swap16()],
  ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le")],
])("%s, byte by byte or at once", async (_, bytes) => {
  const whole = await imported([bytes]);
  expect(whole.names).toEqual({ [ADA]: "Zoë", [GRACE]: "Łucja" });
  expect((await imported(cut(bytes, 1))).names).toEqual(whole.names);
});

test("Windows-1252 is read by its own letters", async () => {
  const bytes = Buffer.from(`Phone;First name\r\n${ADA};Zo\xeb\r\n${GRACE};Fran\xe7ois\r\n`, "latin1");
  const { names, view } = await imported([bytes]);
  expect(names).toEqual({ [ADA]: "Zoë", [GRACE]: "François" });
  expect(view).toMatchObject({ encoding: "windows-1252", separator: ";" });
});

test("two exports pasted together, one in UTF-8 and one in Windows-1252, are both read, far into the file too", async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `+1415${2_000_000 + at},N`).join("\n");
  const bytes = [
    Buffer.from(`Phone,First name\n${many}\n${ADA},Zoë\n`),
    Buffer.from(`${GRACE},Fran\xe7ois\n`, "latin1"),
  ];
  const { names, view } = await imported(bytes);
  expect([names[ADA], names[GRACE], view.counts.made]).toEqual(["Zoë", "François", 20_002]);
});

test.each([
  ["comma", ","],
  ["semicolon", ";"],
  ["tab", "\t"],
  ["pipe", "|"],
])("cells may be kept apart by a %s", async (_, separator) => {
  const { names, view } = await imported(
    `Phone${separator}First name${separator}Note\n${ADA}${separator}Ada${separator}a, b; c\n`.replace(
      "a, b; c",
      `"a, b; c"`,
    ),
  );
  expect(view.separator).toBe(separator);
  expect(names).toEqual({ [ADA]: "Ada" });
});

test("Excel's line that names the separator is believed and is no one", async () => {
  const { names, view } = await imported(`sep=;\r\nPhone;First name\r\n${ADA};Ada\r\nx;y\r\n`);
  expect(view).toMatchObject({ separator: ";", columns: ["Phone", "First name"] });
  expect(names).toEqual({ [ADA]: "Ada" });
});

test.each([
  ["a character of two bytes", "¦"],
  ["a quote", '"'],
  ["nothing visible", "\u0000"],
])("such a line may name %s", async (_, named) => {
  const separator = named === "¦" ? "¦" : ",";
  const { names, view } = await imported(`sep=${named}\nPhone${separator}First name\n${ADA}${separator}Ada\n`);
  expect(view).toMatchObject({ separator, columns: ["Phone", "First name"] });
  expect(names).toEqual({ [ADA]: "Ada" });
});

test("old Macs' line ends, and a mix of both kinds", async () => {
  expect((await imported(`Phone,First name\r${ADA},Ada\r${GRACE},Grace\r`)).names).toEqual({
    [ADA]: "Ada",
    [GRACE]: "Grace",
  });
  expect((await imported(`Phone,First name\r\n${ADA},Ada\n${GRACE},Grace\r\n`)).names).toEqual({
    [ADA]: "Ada",
    [GRACE]: "Grace",
  });
});

test("quoted cells may hold separators, quotes and line breaks, and lines keep their numbers", async () => {
  const { names, refused } = await imported(
    `Phone,First name,Note\n${ADA},"Ada ""The Count"", L.","one\ntwo\nthree"\nwrong,,\n`,
  );
  expect(names).toEqual({ [ADA]: 'Ada "The Count", L.' });
  expect(refused).toEqual(["5 not-a-phone"]);
});

test("a quote in the middle of a bare cell harms no one", async () => {
  const { names } = await imported(`Phone,First name,Note\n${ADA},Ada,5" pipe\n${GRACE},Grace,\n`);
  expect(names).toEqual({ [ADA]: "Ada", [GRACE]: "Grace" });
});

test("a line with broken quotes is refused with its number, and the next is taken", async () => {
  const { names, refused } = await imported(`Phone,First name\n${ADA},"Ada" L\n${GRACE},Grace\n`);
  expect(names).toEqual({ [GRACE]: "Grace" });
  expect(refused).toEqual(["2 broken-quotes"]);
});

test("a quote that never closes costs its own line and not the rest of the file", async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `+1415${2_000_000 + at},Nobody`).join("\n");
  const { view, refused } = await imported(`Phone,First name\n${ADA},"Ada\n${many}\n`);
  expect(refused).toEqual(["2 unclosed-quote"]);
  expect(view.counts.made).toBe(20_000);
});

test("a line of a hundred megabytes goes by in flat memory, is refused with its number, and the next is taken", async () => {
  async function* file() {
    yield Buffer.from(`Phone,First name\n${ADA},Ada\n+1`);
    for (let at = 0; at < 100; at += 1) yield Buffer.alloc(1024 * 1024, "7");
    yield Buffer.from(`\n${GRACE},Grace\n`);
  }
  const before = process.memoryUsage().rss;
  const { names, refused } = await imported(file());
  expect(names).toEqual({ [ADA]: "Ada", [GRACE]: "Grace" });
  expect(refused).toEqual(["3 line-too-long"]);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
}, 120_000);

test("a file that ends in the middle of a line says so", async () => {
  const { names, refused } = await imported(`Phone,First name,Email\n${ADA},Ada,ada@example.com\n+130355501`);
  expect(names).toEqual({ [ADA]: "Ada" });
  expect(refused).toEqual(["3 cut-off"]);
});

test("a file that ends in the middle of a quoted cell says so", async () => {
  const { refused } = await imported(`Phone,First name\n${ADA},Ada\n${GRACE},"Gra`);
  expect(refused).toEqual(["3 unclosed-quote"]);
});

test("a last line without an end is a line, and blank lines are none", async () => {
  const { names, view } = await imported(`Phone,First name\n\n${ADA},Ada\n\n   \n${GRACE},Grace`);
  expect(names).toEqual({ [ADA]: "Ada", [GRACE]: "Grace" });
  expect(view.counts).toMatchObject({ lines: 2, refused: 0 });
});

test("null bytes, too many cells and rounded numbers are refused by line", async () => {
  const { refused, names } = await imported(
    `Phone,First name\n${ADA},A\u0000da\n${GRACE},Grace,Hopper\n1.21256E+10,Alan\n,Edsger\n'+12125550188,Barbara\n="+12125550189",Donald\n`,
  );
  expect(refused).toEqual(["2 null-bytes", "3 too-many-cells", "4 shortened-by-spreadsheet", "5 no-phone"]);
  expect(names).toEqual({ "+12125550188": "Barbara", "+12125550189": "Donald" });
});

test("what is cut where an emoji stands is taken and refused like anything else", async () => {
  const long = (length: number) => `${"a".repeat(length)}😀`;
  const file = `Phone,First name,Tags\n${ADA},${long(254)},"vip,${long(254)}"\n${GRACE},${long(254)},\nnobody,${long(499)},\n`;
  const { names, refused, view } = await imported(file);
  expect(view).toMatchObject({ state: "finished", counts: { made: 2, refused: 1 } });
  expect(refused).toEqual(["4 not-a-phone"]);
  expect(names[ADA]).toBe(`${"a".repeat(254)}\ufffd`);
});

test("a name that is cut is no news when it is told again", async () => {
  const shop = await aShop(ctx.db);
  const rows = [`${ADA},${"a".repeat(254)}😀`, `${GRACE},${"a".repeat(254)} b`].join("\n");
  const options = { defaultCountry: "US", tags: [], replaces: true };
  await anImport(ctx, { shopId: shop.id, file: `Phone,First name\n${rows}\n` });
  const again = await anImport(ctx, { shopId: shop.id, file: `Phone,First name\n${rows}\n`, setup: { options } });
  expect(again.counts).toMatchObject({ unchanged: 2, updated: 0 });
});

test("a file without a header loses no one to the guess", async () => {
  const { names, view } = await imported(`Ada,${ADA}\nGrace,${GRACE}\n`);
  expect(view).toMatchObject({ hasHeader: false, columns: ["Column 1", "Column 2"], counts: { made: 2 } });
  expect(Object.keys(names)).toEqual([ADA, GRACE]);
});

test.each([
  ["an Excel workbook", Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), "save the sheet as CSV"],
  ["a compressed file", gzipSync("Phone\n"), "Unzip it"],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 1, 0, 0, 0]), "isn’t a text file"],
  ["nothing", Buffer.alloc(0), "empty"],
])("%s is refused at once, in words, and leaves nothing behind", async (_, bytes, sentence) => {
  const shop = await aShop(ctx.db);
  await expect(anUpload(ctx, { shopId: shop.id, file: [bytes] })).rejects.toThrow(sentence);
  expect(await ctx.db.everyShop.import.count()).toBe(0);
  expect(await ctx.db.everyShop.importBlock.count()).toBe(0);
});

test("an upload that breaks off leaves nothing behind", async () => {
  const shop = await aShop(ctx.db);
  async function* broken() {
    yield Buffer.alloc(3 * 1024 * 1024, "+12125550123\n");
    throw new Error("The browser went away.");
  }
  await expect(anUpload(ctx, { shopId: shop.id, file: broken() })).rejects.toThrow("went away");
  expect([await ctx.db.everyShop.import.count(), await ctx.db.everyShop.importBlock.count()]).toEqual([0, 0]);
});

test("a formula in a name is kept as a name, and comes out of the list of refused lines as text", async () => {
  const shop = await aShop(ctx.db);
  const { id } = await anImport(ctx, { shopId: shop.id, file: "Phone,First name\nnone,@SUM(A1)\n" });
  let list = "";
  for await (const piece of refusedRows(ctx.db, shop.id, id)) list += piece;
  expect(list).toContain("'@SUM(A1)");
  expect((await viewOf(ctx, shop.id, id)).sample).toEqual([["none", "@SUM(A1)"]]);
});
