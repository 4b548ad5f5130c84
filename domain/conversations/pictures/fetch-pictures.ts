import type { Context } from "#domain/context";
import { tellPages } from "#domain/conversations/inbox/tell-pages";
import type { Due } from "#domain/jobs";
import type { FetchedFile, Provider } from "#domain/messages/delivery/provider";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement } from "#platform/sql/statement";
import type { PictureFormat, PictureRefusal } from "./picture.ts";
import { isShowable, readFormat } from "./read-format.ts";

type Fetching = Pick<Context, "db" | "clock" | "log" | "hints"> & {
  providers: Record<string, Pick<Provider, "fetchFile" | "deleteFile">>;
};

interface Row {
  id: string;
  conversationId: string;
  provider: string;
  ref: string;
  state: string;
  attempts: number;
}

/** When the sweep adds the job. */
export const duePictures: Due<"pictures"> = { shops: shopsWithDue("conversation_pictures") };

const BATCH = 10;
/** Longer than a batch takes at its slowest: each file is asked for, followed and deleted. */
const LEASE_MS = 15 * 60_000;
const FETCH_MS = 20_000;
/** The most that a carrier passes on in one text. */
export const MOST_BYTES = 5 * 1024 * 1024;
/** Of one shop: about 5,000 photos as carriers pass them on. */
const MOST_HELD_BYTES = 1024 ** 3;
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3 * 3_600_000;
/** Together about a day. */
const MOST_ATTEMPTS = 15;

const take = statement(
  "take-pictures",
  `UPDATE conversation_pictures p SET due_at = $3, attempts = p.attempts + 1
   FROM (SELECT shop_id, id FROM conversation_pictures WHERE shop_id = $1 AND due_at <= $2
         ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED) d
   WHERE p.shop_id = d.shop_id AND p.id = d.id
   RETURNING p.id, p.conversation_id AS "conversationId", p.provider, coalesce(p.provider_ref, '') AS ref, p.state, p.attempts`,
);
const dropOldest = statement(
  "drop-oldest-pictures",
  `UPDATE conversation_pictures p SET state = 'dropped', bytes = NULL, size = NULL
   FROM (SELECT id, sum(size) OVER (ORDER BY created_at DESC, id DESC) AS held FROM conversation_pictures
         WHERE shop_id = $1 AND state = 'held') t
   WHERE p.shop_id = $1 AND p.id = t.id AND t.held > $2 RETURNING 1 AS dropped`,
);

/**
 * Fetches what a shop's shoppers have texted from the provider, one file after the other, keeps what is a picture, and deletes each at
 * the provider. What a file is, its bytes say. A provider that doesn't answer is asked again for about a day. When the shop holds more
 * than a gigabyte, its oldest pictures go. Returns true when more may be due. Safe to run twice and in parallel.
 */
export async function fetchPictures(ctx: Fetching, shopId: string): Promise<boolean> {
  const { db, clock } = ctx;
  const now = clock.now();
  const rows = await db.run<Row>(take, [shopId, now, new Date(now.getTime() + LEASE_MS), BATCH]);
  for (const row of rows) {
    const isSettled = row.state !== "waiting" || (await fetchOne(ctx, shopId, row));
    if (isSettled) await deleteAtProvider(ctx, shopId, row);
  }
  if (rows.some(({ state }) => state === "waiting")) await db.run(dropOldest, [shopId, MOST_HELD_BYTES]);
  return rows.length === BATCH;
}

/** Returns false when it is to be fetched again later. */
async function fetchOne(ctx: Fetching, shopId: string, row: Row): Promise<boolean> {
  const { db, clock, log } = ctx;
  const fetched = await askFor(ctx, row);
  if (fetched.kind === "trouble" && row.attempts < MOST_ATTEMPTS) {
    log.warn({ shopId, trouble: fetched.detail }, "a picture could not be fetched");
    await tryLater(ctx, shopId, row);
    return false;
  }
  const judged = judge(fetched);
  // Should this process die now, another deletes it at the provider.
  const dueAt = new Date(clock.now().getTime() + LEASE_MS);
  const data =
    typeof judged === "string"
      ? { state: "refused", reason: judged }
      : { state: "held", ...judged.format, size: judged.bytes.length, bytes: new Uint8Array(judged.bytes) };
  // Unless it was erased meanwhile.
  const where = { shopId, id: row.id, state: "waiting" };
  await db.prisma.conversationPicture.updateMany({ where, data: { ...data, dueAt, attempts: 0 } });
  tellPages(ctx, [{ shopId, conversationId: row.conversationId }]);
  return true;
}

function askFor({ providers }: Fetching, { provider, ref }: Row): Promise<FetchedFile> {
  const deadline = new Date(Date.now() + FETCH_MS);
  return (
    providers[provider]?.fetchFile(ref, { mostBytes: MOST_BYTES, deadline }) ??
    Promise.resolve({ kind: "trouble", detail: `${provider} is not configured` })
  );
}

/** What is kept of it, or why nothing is. */
function judge(fetched: FetchedFile): PictureRefusal | { format: PictureFormat; bytes: Buffer } {
  if (fetched.kind === "trouble") return "unreachable";
  if (fetched.kind !== "fetched") return fetched.kind;
  const format = readFormat(fetched.bytes);
  if (!format) return "not-a-picture";
  return isShowable(format) ? { format, bytes: fetched.bytes } : "too-large";
}

async function deleteAtProvider(ctx: Fetching, shopId: string, row: Row): Promise<void> {
  const deadline = new Date(Date.now() + FETCH_MS);
  const isDeleted = row.ref === "" || (await ctx.providers[row.provider]?.deleteFile(row.ref, deadline)) === true;
  if (!isDeleted && row.attempts < MOST_ATTEMPTS) return tryLater(ctx, shopId, row);
  // Nothing is left to do: it is deleted there, or couldn't be, and the provider's own retention ends it.
  await ctx.db.prisma.conversationPicture.updateMany({
    where: { shopId, id: row.id, state: { not: "waiting" } },
    data: { dueAt: null, ...(isDeleted && { providerRef: null }) },
  });
}

async function tryLater({ db, clock }: Fetching, shopId: string, { id, attempts }: Row): Promise<void> {
  const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** (attempts - 1));
  const dueAt = new Date(clock.now().getTime() + wait);
  await db.prisma.conversationPicture.updateMany({ where: { shopId, id }, data: { dueAt } });
}
