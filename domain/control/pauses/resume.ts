import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { tellProcess } from "#domain/control/processes/tell-process";
import { shopNamed } from "#domain/control/shops/shop-named";
import { startSending } from "#domain/kill-switch/start";
import { resumeProvider } from "#domain/messages/failures/provider-holds";
import { assertNever } from "#platform/assert-never";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { classNamed, nameOf, type Pausable, queueNamed } from "./pausable.ts";

const remove = statement("resume", "DELETE FROM pauses WHERE kind = $1 AND name = $2 RETURNING kind");

type Resuming = Pick<Context, "db" | "clock">;

/**
 * Lets go on what was paused: within two seconds what waited is due where it was, what is past its deadline expires, and
 * every gate decides again. Safe to repeat.
 */
export async function resume(ctx: Resuming, { target, ...act }: Act & { target: Pausable }): Promise<Answer> {
  const { kind, name } = target;
  switch (kind) {
    case "class":
      return resumeTarget(ctx, act, { kind, name: classNamed(name) }, (tx) => removePause(tx, kind, name));
    case "queue":
      return resumeTarget(ctx, act, { kind, name: queueNamed(name) }, (tx) => removePause(tx, kind, name));
    case "shop":
      return resumeShop(ctx, act, name);
    case "provider":
      return resumeTarget(ctx, act, target, (tx) => resumeProvider(tx, name));
    case "process":
      return tellProcess(ctx, { ...act, id: name, order: null });
    default:
      return assertNever(kind);
  }
}

/** Lets marketing go again after `stopMarketing`. Safe to repeat. */
export async function startMarketing({ db, clock }: Resuming, act: Act): Promise<Answer> {
  const hasChanged = await db.transaction(async (tx) => {
    if (!(await removePause(tx, "marketing", ""))) return false;
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "start-marketing", target: "all marketing" });
    return true;
  });
  return { hasChanged, sentence: hasChanged ? "Marketing continues." : "Marketing was not stopped." };
}

async function resumeTarget(
  { db, clock }: Resuming,
  act: Act,
  target: Pausable,
  end: (tx: Sql) => Promise<boolean>,
): Promise<Answer> {
  const hasChanged = await db.transaction(async (tx) => {
    if (!(await end(tx))) return false;
    await noteResume(tx, act, target, clock.now());
    return true;
  });
  return answerOf(target, hasChanged);
}

async function removePause(tx: Sql, kind: string, name: string): Promise<boolean> {
  return (await tx.run(remove, [kind, name])).length > 0;
}

async function resumeShop(ctx: Resuming, act: Act, name: string): Promise<Answer> {
  const { id: shopId, domain } = await shopNamed(ctx.db, name);
  const target = { kind: "shop" as const, name: domain };
  const asked = { shopId, by: "operator" as const };
  const hasChanged = await startSending(ctx, asked, (tx) => noteResume(tx, act, target, ctx.clock.now()));
  return answerOf(target, hasChanged);
}

function noteResume(tx: Sql, act: Act, target: Pausable, at: Date): Promise<void> {
  return noteOperatorEvent(tx, { ...act, at, action: "resume", target: nameOf(target) });
}

function answerOf(target: Pausable, hasChanged: boolean): Answer {
  return { hasChanged, sentence: `${nameOf(target)} ${hasChanged ? "continues" : "was not paused"}.` };
}
