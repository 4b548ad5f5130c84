import { recallTexts } from "#domain/messages/delivery/recall";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** Someone whose reply may be an opt-out. */
export interface Unclear {
  shopId: string;
  subscriberId: string;
  phoneHash: string;
}

const holdNumbers = statementFile(import.meta.url, "./hold-marketing.sql");
const releaseNumbers = statementFile(import.meta.url, "./release-marketing.sql");

/**
 * Keeps marketing from these people until someone has decided what they meant; what is claimed for them is withdrawn.
 * Texts about their own orders go on. An opt-out that stands is not softened. The people are locked by the caller. Safe to
 * repeat.
 */
export async function holdMarketing(tx: Sql, people: Unclear[], now: Date): Promise<void> {
  if (people.length === 0) return;
  await tx.run(...batch(holdNumbers, { t: numbersOf(people) }, [now]));
  await recallTexts(
    tx,
    people.map(({ shopId, subscriberId }) => ({ shopId, kind: "subscriber", target: subscriberId })),
  );
}

/** Lets marketing go again to those about whom nothing is open any more. An opt-out is not lifted by it. Safe to repeat. */
export async function releaseMarketing(tx: Sql, people: Unclear[], now: Date): Promise<void> {
  if (people.length === 0) return;
  await tx.run(...batch(releaseNumbers, { t: numbersOf(people) }, [now]));
}

function numbersOf(people: Unclear[]) {
  return columnsOf(people, { shop_id: ({ shopId }) => shopId, phone_hash: ({ phoneHash }) => phoneHash });
}
