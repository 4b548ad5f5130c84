import type { Prisma } from "@prisma/client";
import type { Context } from "#domain/context";
import { readStoreThings } from "#domain/flows/checking/read-store-things";
import { checkTexts } from "#domain/flows/definition/check-texts";
import { parseDocument } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { startTests } from "#domain/flows/experiments/start-tests";
import { watchTrigger } from "#domain/flows/sets/watch";
import { snippetsOf } from "#domain/flows/snippets/manage";
import { pinSnippets } from "#domain/flows/snippets/pin";
import type { Choices } from "#domain/flows/versions/moving/choices";
import { countInside, endMove, startMove } from "#domain/flows/versions/moving/start";
import { wakeFlow } from "#domain/flows/walk/wake";
import { enqueueAll } from "#domain/jobs";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { sortedJson } from "#platform/sorted-json";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableValue } from "#platform/sql/storable";
import { type FlowRow, lockFlow } from "./lock.ts";
import { prepareCodes } from "./prepare-codes.ts";

/** Kept for the reports of those who walked them. */
export const MOST_VERSIONS = 500;
/** The oldest beyond that, without the live one and those that people entered: no report and no walk asks for the others. */
const forgetVersions = statement(
  "forget-flow-versions",
  `DELETE FROM flow_versions v USING flows f
   WHERE v.shop_id = $1 AND v.flow_id = $2 AND f.shop_id = v.shop_id AND f.id = v.flow_id
     AND v.number <= (SELECT max(number) FROM flow_versions WHERE shop_id = $1 AND flow_id = $2) - $3::int
     AND v.id IS DISTINCT FROM f.live_version_id
     AND NOT EXISTS (SELECT FROM enrollments e WHERE e.shop_id = v.shop_id AND e.flow_id = v.flow_id AND e.version_id = v.id)`,
);

/** A staff member of the store. */
export interface Author {
  /** Their id in the store. */
  id: string;
  /** Null: the store told only the id. */
  name: string | null;
}

export interface Publishing {
  /** Null: not a member of staff, or not known. */
  by?: Author | null;
  /** The number of the live version that the author saw, 0 for none. Null: not checked. */
  seen?: number | null;
  /**
   * Moves the people inside older versions into this one, with what happens to them at steps that it doesn't
   * have. Null: they stay.
   */
  move?: Choices | null;
}

/**
 * Makes a version of the draft and sets it live. People who enter from now on take this version; those inside
 * finish the one they began, unless they are moved. Rejects a draft with problems, naming the first one, and a
 * version that was published since the author looked. Returns the version's number.
 */
export async function publishFlow(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  flowId: string,
  { by = null, seen = null, move = null }: Publishing = {},
): Promise<number> {
  const inside = move ? await countInside(db, shopId, flowId) : 0;
  const { number, jobs } = await db.transaction(async (tx) => {
    const flow = await lockFlow(tx, shopId, flowId);
    if (seen !== null) await checkSeen(tx, shopId, flow, seen);
    const draft = parseDocument(flow.draft);
    const snippets = snippetsOf(flow.snippets);
    const [problem] = validateFlow(draft, { ...flow, snippets, store: await readStoreThings(tx, shopId) });
    if (problem) throw new UserError("flow-has-problems", problem.message, problem.stepId);
    const document = pinSnippets(draft, snippets);
    await checkTexts(document);
    const now = clock.now();
    const source = sortedJson(document) === sortedJson(draft) ? {} : { source: storableValue(draft) };
    const author = { publishedById: by?.id ?? null, publishedByName: by?.name ?? null };
    const version = { shopId, flowId, document: storableValue(document), ...source, ...author, createdAt: now };
    const { id, number } = await addVersion(tx, version);
    const live = { state: "live", liveVersionId: id, updatedAt: now };
    await tx.prisma.flow.update({ where: { shopId_id: { shopId, id: flowId } }, data: live });
    if (number > MOST_VERSIONS) await tx.run(forgetVersions, [shopId, flowId, MOST_VERSIONS]);
    const watching = await watchTrigger(tx, { shopId, flowId, document }, now);
    const testing = await startTests(tx, { shopId, flowId, document }, now);
    const woken = flow.state === "paused" ? await wakeFlow(tx, { clock }, shopId, flowId) : [];
    const codes = await prepareCodes(tx, { clock }, shopId, document);
    await endMove(tx, shopId, flowId, now);
    const moving = move ? await startMove(tx, { shopId, flowId, versionId: id, choices: move, inside }, now) : [];
    return { number, jobs: [...watching, ...testing, ...woken, ...codes, ...moving] };
  });
  await enqueueAll(enqueue, jobs);
  return number;
}

/** Two people, or two tabs, may publish at once: the second one is told, so that it doesn't replace what it hasn't seen. */
async function checkSeen(
  { prisma }: Tx,
  shopId: string,
  { liveVersionId }: Pick<FlowRow, "liveVersionId">,
  seen: number,
): Promise<void> {
  const where = { shopId_id: { shopId, id: liveVersionId ?? "" } };
  const live = liveVersionId === null ? null : await prisma.flowVersion.findUnique({ where });
  const number = live ? live.number : 0;
  if (number === seen) return;
  const by = live?.publishedByName ? ` by ${live.publishedByName}` : "";
  throw new UserError(
    "flow-published-elsewhere",
    `Version ${number} was published in the meantime${by}. Nothing was published now. Reload the page to see version ${number}, then publish your changes on top of it.`,
  );
}

/** The next version. The flow's lock keeps two of them from having the same number. */
async function addVersion(
  { prisma }: Tx,
  version: Omit<Prisma.FlowVersionUncheckedCreateInput, "id" | "number">,
): Promise<{ id: string; number: number }> {
  const { shopId, flowId } = version;
  const { _max: newest } = await prisma.flowVersion.aggregate({ where: { shopId, flowId }, _max: { number: true } });
  return prisma.flowVersion.create({ data: { ...version, id: newId(), number: (newest.number ?? 0) + 1 } });
}
