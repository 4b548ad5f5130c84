import { randomBytes } from "node:crypto";
import type { Context } from "#domain/context";
import { recordBeat, type ThisProcess } from "#domain/operations/processes/beat";
import { requireMigrated } from "#domain/operations/processes/migrations";
import { newId } from "#platform/ids";
import { insertDeliveries } from "./insert-deliveries.ts";

/** More than fits into a row that lies on a page already, so that a table on a full disk has to grow, and cannot. */
const BODY_BYTES = 12_000;

class TakenBack extends Error {}

/**
 * Does what the process needs of its database: compares the schema, commits a row, and takes in a delivery that it rolls
 * back. Throws with what is wrong; databaseTrouble (platform/outages/database.ts) names it.
 */
export async function tryWork({ db, clock }: Pick<Context, "db" | "clock">, self: ThisProcess): Promise<void> {
  await requireMigrated(db);
  await recordBeat(db, self);
  await db
    .transaction(async (tx) => {
      await insertDeliveries(tx, [makeTrial()], clock.now());
      throw new TakenBack("It was a trial.");
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
}

function makeTrial() {
  return {
    kind: "webhook" as const,
    source: "health",
    topic: "trial",
    shopDomain: null,
    shopId: null,
    sourceKey: `health ${newId()}`,
    triggeredAt: null,
    url: null,
    body: randomBytes(BODY_BYTES),
    refusedBecause: "It was a trial.",
  };
}
