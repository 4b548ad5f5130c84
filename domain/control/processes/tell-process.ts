import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { GONE_AFTER_SECONDS } from "#domain/operations/processes/unserved";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** drain: take nothing new, finish, stay. restart: drain, then exit 0; what runs it starts it again. null: go on. */
export type Order = "drain" | "restart" | null;

interface Told {
  id: string;
  kind: string;
  host: string;
  pid: number;
  told: Order;
  isGone: boolean;
}

const find = statement(
  "process-to-tell",
  `SELECT id, kind, host, pid, told, seen_at < clock_timestamp() - make_interval(secs => $2) AS "isGone"
   FROM processes WHERE id::text LIKE $1 || '%' ORDER BY id LIMIT 2 FOR UPDATE`,
);
const tell = statement("tell-process", "UPDATE processes SET told = $2 WHERE id = $1");

/**
 * Tells a process what to do; it obeys within two seconds. `id` may be the beginning of its id. A restart can't be taken
 * back. Throws a UserError when no such process lives. Safe to repeat.
 */
export async function tellProcess(
  { db, clock }: Pick<Context, "db" | "clock">,
  { id, order, ...act }: Act & { id: string; order: Order },
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const found = await findProcess(tx, id);
    const target = `${found.kind} process ${found.id} (${found.host}, pid ${found.pid})`;
    if (found.told === order || found.told === "restart")
      return { hasChanged: false, sentence: `The ${target} ${describeOrder(found.told)} already.` };
    await tx.run(tell, [found.id, order]);
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: order ?? "resume", target: `process ${found.id}` });
    return { hasChanged: true, sentence: `The ${target} ${describeOrder(order)}.` };
  });
}

async function findProcess(tx: Sql, id: string): Promise<Told> {
  // The characters of an id, so that none is a wildcard.
  const rows = /^[\da-f-]{1,36}$/.test(id) ? await tx.run<Told>(find, [id, GONE_AFTER_SECONDS]) : [];
  const [found, other] = rows;
  if (!found) throw new UserError("process-unknown", `No process ${id} found.`);
  if (other) throw new UserError("process-unclear", `More than one process has an id that begins with ${id}.`);
  if (found.isGone)
    throw new UserError("process-gone", `The process ${found.id} is gone: it has said nothing for half a minute.`);
  return found;
}

function describeOrder(order: Order): string {
  if (order === null) return "takes work";
  return order === "drain" ? "takes nothing new and finishes" : "finishes and then exits";
}
