import { beforeEach, expect, test } from "vitest";
import { exportActivity } from "#domain/exports/activity";
import { pruneOldRows } from "#domain/operations/prune";
import { isVerbName, VERBS, type VerbName, verbNamed } from "#domain/team/verbs";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { activityMonths, keepActivity } from "./keep.ts";
import { ACTIVITY_KINDS } from "./kinds.ts";
import { beginAction, noteAction, noteOnceAnHour } from "./note.ts";
import { readActivity } from "./read.ts";

const ctx = aContext();
const { db, clock } = ctx;
let shopId: string;
let otherId: string;
beforeEach(async () => {
  await emptyDatabase();
  [{ id: shopId }, { id: otherId }] = [await aShop(db), await aShop(db)];
});

const DAY_MS = 24 * 3_600_000;
const by = (id: string) => ({ kind: "person", id }) as const;
const note = (verb: VerbName, given: { of?: string; id?: string; at?: Date; subjectId?: string } = {}) =>
  noteAction(db, {
    ...{ shopId: given.of ?? shopId, by: by(given.id ?? "43"), verb },
    ...{ subjectId: given.subjectId ?? null, at: given.at ?? clock.now() },
  });
const read = (filter: Parameters<typeof readActivity>[2] = { size: 10 }, of = shopId) => readActivity(db, of, filter);

async function aPerson(of: string, id: string, name: string) {
  const now = clock.now();
  await db.prisma.staffMember.create({
    data: { shopId: of, id, name, role: "owner", firstSeenAt: now, lastSeenAt: now },
  });
}

test("the log says who did what and when, newest first, page by page, and tells no other store's", async () => {
  await aPerson(shopId, "43", "Mara Quinn");
  await aPerson(otherId, "43", "Someone Else");
  const campaignId = newId();
  await note("campaign.start", { subjectId: campaignId });
  await note("sending.stop", { id: "99" });
  await note("campaign.pause", { of: otherId });
  const { entries, next } = await read({ size: 1 });
  expect(entries).toMatchObject([{ verb: "sending.stop", actorId: "99", actorName: null, isDone: true }]);
  const rest = await read({ size: 1, before: next });
  expect(rest).toMatchObject({ next: null });
  expect(rest.entries).toMatchObject([
    { verb: "campaign.start", actorName: "Mara Quinn", subjectId: campaignId, at: clock.now() },
  ]);
  expect((await read({ size: 10 }, otherId)).entries).toMatchObject([{ actorName: "Someone Else" }]);
});

test("entries are found by person, kind and day", async () => {
  const yesterday = new Date(clock.now().getTime() - DAY_MS);
  await note("campaign.start", { at: yesterday });
  await note("campaign.pause", { id: "44" });
  await note("sending.stop");
  const found = async (filter: object) => (await read({ ...filter, size: 10 })).entries.map(({ verb }) => verb);
  expect(await found({ person: "44" })).toEqual(["campaign.pause"]);
  expect(await found({ kind: "campaign" })).toEqual(["campaign.pause", "campaign.start"]);
  expect(await found({ until: clock.now() })).toEqual(["campaign.start"]);
  expect(await found({ from: clock.now() })).toEqual(["sending.stop", "campaign.pause"]);
});

test("what is opened again and again is one entry for a person, a record and an hour", async () => {
  const [one, two] = [newId(), newId()];
  const open = (subjectId: string, id = "43", of = shopId) =>
    noteOnceAnHour(db, { shopId: of, by: by(id), verb: "subscriber.read", subjectId, at: clock.now() });
  await Promise.all([open(one), open(one), open(one)]);
  await open(two);
  await open(one, "44");
  await open(one, "43", otherId);
  expect((await read()).entries).toHaveLength(3);
  clock.advance(3_600_000);
  await open(one);
  expect((await read()).entries).toHaveLength(4);
});

test("entries are kept for as many months as the store chose", async () => {
  expect(await activityMonths(db, shopId)).toBe(12);
  await keepActivity(ctx, shopId, 3);
  const months = (n: number) => new Date(clock.now().getTime() - n * 31 * DAY_MS);
  for (const of of [shopId, otherId])
    for (const age of [0, 2, 4, 13]) await note("campaign.start", { of, at: months(age) });
  await pruneOldRows(db, clock.now());
  expect((await read()).entries).toHaveLength(2);
  expect((await read({ size: 10 }, otherId)).entries).toHaveLength(3);
  for (const wrong of [2, 37, 3.5, Number.NaN])
    await expect(keepActivity(ctx, shopId, wrong)).rejects.toThrow("between 3 and 36 months");
});

test("the file has the store's entries, says what may not have finished, and starts no formula", async () => {
  await aPerson(shopId, "43", '=HYPERLINK("x")');
  await note("campaign.start");
  await beginAction(db, { shopId, by: by("44"), verb: "campaign.pause", at: clock.now() });
  await note("sending.stop", { of: otherId });
  let file = "";
  for await (const piece of exportActivity(db, shopId, {})) file += piece;
  const lines = file.trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/,44,Paused a campaign,,$/);
  expect(lines[2]).toMatch(/,43,Started or scheduled a campaign,,yes$/);
  expect(lines[2]).not.toMatch(/,"?=/);
});

test("every entry can be looked for by its kind", () => {
  const noted = Object.keys(VERBS).filter((name) => isVerbName(name) && !("not" in verbNamed(name).audit));
  expect(noted.filter((name) => !Object.hasOwn(ACTIVITY_KINDS, name.split(".")[0] ?? ""))).toEqual([]);
});
