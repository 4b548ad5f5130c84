import type { Prisma } from "@prisma/client";
import { NO_COUNTS } from "#domain/imports/import";
import { newId } from "#platform/ids";
import { connectEveryShopDb, type EveryShopDb } from "#platform/sql/db";
import { runningDemo } from "../../setup/browser.ts";
import { FILE } from "./missing-records.ts";

/** Real time in which a page in such a state is looked at. */
const LOOK_MS = 180_000;

type Look = (path: string) => Promise<void>;

/**
 * Pages that the demo's store does not come to by itself, or not for long. Each brings its record into the state, has the page
 * looked at, and leaves the record as it was; the import's is `addMissingRecords`' own.
 */
const STATES = {
  "a paused campaign": (db: EveryShopDb, shop: string, look: Look) =>
    asCampaign(db, shop, look, {
      data: { state: "paused", pausedFrom: "sending", pausedBecause: "merchant", finishedAt: null },
      event: { kind: "paused", data: { because: "merchant" } },
    }),
  "a cancelled campaign": (db: EveryShopDb, shop: string, look: Look) =>
    asCampaign(db, shop, look, { data: { state: "cancelled" }, event: { kind: "cancelled", data: { unsent: 12 } } }),
  "a failed campaign": (db: EveryShopDb, shop: string, look: Look) =>
    asCampaign(db, shop, look, {
      data: { state: "failed", failedBecause: "no-sender", startedAt: null, month: null, audienceCount: 0 },
      event: { kind: "failed", data: { because: "no-sender" } },
    }),
  "a running import": async ({ everyShop: prisma }: EveryShopDb, _shop: string, look: Look) => {
    const { id } = await prisma.import.findFirstOrThrow({ where: { fileName: FILE } });
    const counts = { ...NO_COUNTS, lines: 1_200, made: 1_100, refused: 100, refusedBecause: { "phone-invalid": 100 } };
    await prisma.import.updateMany({
      where: { id },
      data: { state: "importing", cursorBytes: 20, counts, startedAt: new Date() },
    });
    await prisma.$transaction(
      async (tx) => {
        // A worker begins its turn by writing to this row: it waits, and then finds nothing under way.
        await tx.$queryRaw`SELECT 1 FROM imports WHERE id = ${id}::uuid FOR UPDATE`;
        await look(`/subscribers/import/${id}`);
        await tx.import.updateMany({ where: { id }, data: { state: "cancelled" } });
      },
      { timeout: LOOK_MS },
    );
  },
  "an archived segment": async ({ everyShop: prisma }: EveryShopDb, domain: string, look: Look) => {
    const { shopId, id } = await prisma.segment.findFirstOrThrow({ where: await ofShop(prisma, domain) });
    const archive = (archivedAt: Date | null) =>
      prisma.segment.update({ where: { shopId_id: { shopId, id } }, data: { archivedAt } });
    await archive(new Date());
    try {
      await look(`/segments/${id}`);
    } finally {
      await archive(null);
    }
  },
  "a flow that was never published": async ({ everyShop: prisma }: EveryShopDb, domain: string, look: Look) => {
    const where = { ...(await ofShop(prisma, domain)), state: "draft" };
    const { id } = await prisma.flow.findFirstOrThrow({ where, orderBy: { id: "asc" } });
    await look(`/flows/${id}`);
  },
  "a page that could not be made": async ({ everyShop: prisma }: EveryShopDb, _shop: string, look: Look) => {
    const { id, counts } = await prisma.import.findFirstOrThrow({ where: { fileName: FILE } });
    await prisma.import.updateMany({ where: { id }, data: { counts: "none of ours" } });
    try {
      await look(`/subscribers/import/${id}`);
    } finally {
      await prisma.import.updateMany({ where: { id }, data: { counts: counts as Prisma.InputJsonValue } }); // as it was read
    }
  },
};

export type RareState = keyof typeof STATES;

/** Each state with what its page says. */
export const RARE_STATES: { state: RareState; says: string }[] = [
  { state: "a paused campaign", says: "Paused. No texts are sent until you resume it." },
  { state: "a cancelled campaign", says: "Canceled with 12 texts not sent." },
  { state: "a failed campaign", says: "This campaign couldn’t be sent" },
  { state: "a running import", says: "Importing file" },
  { state: "an archived segment", says: "This segment is archived" },
  { state: "a flow that was never published", says: "Publish" },
  { state: "a page that could not be made", says: "This page couldn’t be loaded" },
];

/** Has the page in this state looked at; `shop` is the store's domain. */
export async function lookAt(state: RareState, shop: string, look: Look): Promise<void> {
  const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 2 });
  try {
    await STATES[state](db, shop, look);
  } finally {
    await db.close();
  }
}

async function asCampaign(
  { everyShop: prisma }: EveryShopDb,
  domain: string,
  look: Look,
  { data, event }: { data: Prisma.CampaignUpdateInput; event: { kind: string; data: Prisma.InputJsonValue } },
): Promise<void> {
  const where = { ...(await ofShop(prisma, domain)), state: "finished" };
  const before = await prisma.campaign.findFirstOrThrow({ where, orderBy: { createdAt: "asc" } });
  const { shopId, id } = before;
  const eventId = newId();
  const undo = async (): Promise<void> => {
    const { state, pausedFrom, pausedBecause, failedBecause, startedAt, month, audienceCount, finishedAt } = before;
    const data = { state, pausedFrom, pausedBecause, failedBecause, startedAt, month, audienceCount, finishedAt };
    await prisma.campaign.update({ where: { shopId_id: { shopId, id } }, data });
    await prisma.campaignEvent.deleteMany({ where: { id: eventId } });
  };
  await prisma.campaign.update({ where: { shopId_id: { shopId, id } }, data });
  await prisma.campaignEvent.create({ data: { ...event, shopId, id: eventId, campaignId: id, at: new Date() } });
  try {
    await look(`/campaigns/${id}`);
  } finally {
    await undo();
  }
}

async function ofShop(prisma: EveryShopDb["everyShop"], domain: string): Promise<{ shopId: string }> {
  const { id: shopId } = await prisma.shop.findUniqueOrThrow({ where: { domain } });
  return { shopId };
}
