import { beforeEach, expect, test } from "vitest";
import { cancelImport } from "#domain/imports/control/control";
import { pruneImports } from "#domain/imports/control/prune";
import { aContext } from "../../../test/factories/context.ts";
import { anImport } from "../../../test/factories/import.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { UPLOAD_QUOTA, type UploadQuota } from "./quota.ts";
import { createImport } from "./upload.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const KB = 1024;
const HOUR_MS = 3_600_000;
const LINE = "+12125550123\n";

/** A file of so many kilobytes, in pieces of 32. */
async function* file(kilobytes: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < kilobytes; sent += 32) yield Buffer.alloc(Math.min(32, kilobytes - sent) * KB, LINE);
}

function upload(shopId: string, bytes: AsyncIterable<Uint8Array>, quota: Partial<UploadQuota> = {}): Promise<string> {
  const given = { shopId, kind: "subscribers" as const, fileName: "people.csv" };
  return createImport(ctx, given, bytes, { ...UPLOAD_QUOTA, ...quota });
}

async function storedBytes(shopId: string): Promise<number> {
  const parts = await ctx.db.prisma.importBlock.findMany({ where: { shopId } });
  return parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

async function codesOf(uploads: Promise<string>[]): Promise<string[]> {
  const results = await Promise.allSettled(uploads);
  return results.map((it) => (it.status === "fulfilled" ? "taken" : it.reason.code));
}

test("of twenty uploads at once a shop gets as many as its quota of files, and a cancelled one makes room", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const quota = { files: 4, uploads: 100 };
  const codes = await codesOf(Array.from({ length: 20 }, () => upload(shopId, file(1), quota)));
  expect(codes.filter((code) => code === "taken")).toHaveLength(4);
  expect(codes.filter((code) => code === "import-files-many")).toHaveLength(16);
  const [held] = await ctx.db.prisma.import.findMany({ where: { shopId } });
  await cancelImport(ctx, shopId, held?.id ?? "");
  await upload(shopId, file(1), quota);
  await expect(upload(shopId, file(1), quota)).rejects.toThrow("Import or cancel one");
  await upload((await aShop(ctx.db)).id, file(1), quota);
});

test("a shop uploads a few files at a time, and a limited number in 24 hours however soon they are imported", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const gate = Promise.withResolvers<void>();
  async function* slow() {
    yield Buffer.alloc(200 * KB, LINE);
    await gate.promise;
  }
  const first = upload(shopId, slow());
  await expect.poll(() => ctx.db.prisma.import.count({ where: { shopId, state: "uploading" } })).toBe(1);
  await expect(upload(shopId, file(1), { uploads: 1 })).rejects.toMatchObject({ code: "import-uploads-many" });
  gate.resolve();
  await first;
  await anImport(ctx, { shopId, file: LINE });
  await expect(upload(shopId, file(1), { filesADay: 2 })).rejects.toMatchObject({ code: "import-files-a-day" });
  const tomorrow = { ...ctx, clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + 25 * HOUR_MS) } };
  const given = { shopId, kind: "subscribers" as const, fileName: "more.csv" };
  await createImport(tomorrow, given, file(1), { ...UPLOAD_QUOTA, filesADay: 2 });
});

test("uploads at once never store more than the quota of bytes, and a refused one leaves nothing behind", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const quota = { bytes: 3_000 * KB, uploads: 10 };
  const codes = await codesOf([1, 2, 3].map(() => upload(shopId, file(2_000), quota)));
  expect(codes.filter((code) => code === "taken").length).toBeLessThan(2);
  expect(codes.filter((code) => code !== "taken" && code !== "import-storage-full")).toEqual([]);
  expect(await ctx.db.prisma.import.count({ where: { shopId } })).toBe(codes.filter((it) => it === "taken").length);
  for (const { id } of await ctx.db.prisma.import.findMany({ where: { shopId } })) await cancelImport(ctx, shopId, id);
  expect(await storedBytes(shopId)).toBe(0);
  await upload(shopId, file(3_000), quota);
  await expect(upload(shopId, file(1), quota)).rejects.toThrow("Import or cancel one");
  expect(await storedBytes(shopId)).toBe(3_000 * KB);
});

test("what counts are the bytes as they are stored: UTF-16 of other scripts grows", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const text = Buffer.from(
    `\ufeff電話番号,名前\n${"+12125550123,東京太郎東京太郎東京太郎東京太郎\n".repeat(2_000)}`,
    "utf16le",
  );
  async function* bytes() {
    yield text;
  }
  await expect(upload(shopId, bytes(), { bytes: text.length + KB })).rejects.toMatchObject({
    code: "import-storage-full",
  });
  await upload(shopId, bytes(), { bytes: text.length * 2 });
});

test("an upload that hangs is dropped after an hour, frees its share, and cannot end as a file any more", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const gate = Promise.withResolvers<void>();
  async function* hanging() {
    yield* file(2_000);
    await gate.promise;
    yield* file(32);
  }
  const quota = { bytes: 3_000 * KB, files: 1 };
  const hung = upload(shopId, hanging(), quota);
  const failed = expect(hung).rejects.toMatchObject({ code: "import-upload-gone" });
  await expect.poll(() => storedBytes(shopId)).toBeGreaterThan(KB * KB - 1);
  const now = ctx.clock.now().getTime();
  await pruneImports(ctx.db, new Date(now + 0.9 * HOUR_MS));
  expect(await storedBytes(shopId)).toBeGreaterThan(0);
  await pruneImports(ctx.db, new Date(now + 1.1 * HOUR_MS));
  expect(await storedBytes(shopId)).toBe(0);
  const taken = await upload(shopId, file(2_500), quota);
  gate.resolve();
  await failed;
  expect(await ctx.db.prisma.import.findMany({ where: { shopId } })).toMatchObject([{ id: taken, state: "uploaded" }]);
  expect(await storedBytes(shopId)).toBe(2_500 * KB);
});

test("uploads that break off count towards those of a day, until a day later", async () => {
  const { id: shopId } = await aShop(ctx.db);
  async function* broken() {
    yield Buffer.alloc(KB, LINE);
    throw new Error("The browser went away.");
  }
  const quota = { filesADay: 3 };
  for (let i = 0; i < 3; i += 1) await expect(upload(shopId, broken(), quota)).rejects.toThrow("went away");
  await expect(upload(shopId, file(1), quota)).rejects.toMatchObject({ code: "import-files-a-day" });
  expect(await ctx.db.prisma.import.count({ where: { shopId } })).toBe(0);
  ctx.clock.set(new Date(ctx.clock.now().getTime() + 24 * HOUR_MS));
  await upload(shopId, file(1), quota);
});
