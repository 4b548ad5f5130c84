import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent, reasonOf } from "#domain/control/events/operator-event";
import { tellProcess } from "#domain/control/processes/tell-process";
import { shopNamed } from "#domain/control/shops/shop-named";
import { stopSending } from "#domain/kill-switch/stop";
import { pauseProvider } from "#domain/messages/failures/provider-holds";
import { UserError } from "#domain/user-error";
import { assertNever } from "#platform/assert-never";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { classNamed, nameOf, type Pausable, queueNamed } from "./pausable.ts";

const insert = statement(
  "pause",
  `INSERT INTO pauses (kind, name, operator, because, since) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT DO NOTHING RETURNING kind`,
);

type Pausing = Pick<Context, "db" | "clock" | "providers">;

/**
 * Pauses a class of texts, a queue, a shop, a provider or a process. Within two seconds nothing of it is begun, and texts
 * that were claimed before are not handed over; answers to STOP and HELP still go, and whatever comes in is accepted.
 * What waits goes on when it is resumed, and no deadline moves. Safe to repeat.
 */
export async function pause(ctx: Pausing, { target, ...act }: Act & { target: Pausable }): Promise<Answer> {
  const { kind, name } = target;
  switch (kind) {
    case "class":
      return pauseRow(ctx, act, { kind, name: classNamed(name) });
    case "queue":
      return pauseRow(ctx, act, { kind, name: queueNamed(name) });
    case "shop":
      return pauseShop(ctx, act, name);
    case "provider":
      return pauseOneProvider(ctx, act, name);
    case "process":
      return tellProcess(ctx, { ...act, id: name, order: "drain" });
    default:
      return assertNever(kind);
  }
}

/** Stops marketing of every shop, in campaigns and flows: as a pause of all texts whose purpose is marketing. Safe to repeat. */
export async function stopMarketing({ db, clock }: Pick<Context, "db" | "clock">, act: Act): Promise<Answer> {
  const hasChanged = await db.transaction(async (tx) => {
    const now = clock.now();
    if (!(await insertPause(tx, act, { kind: "marketing", name: "" }, now))) return false;
    await noteOperatorEvent(tx, { ...act, at: now, action: "stop-marketing", target: "all marketing" });
    return true;
  });
  const sentence = hasChanged
    ? "All marketing is stopped. Order texts and answers to people still go."
    : "All marketing was stopped already.";
  return { hasChanged, sentence };
}

async function pauseRow(
  { db, clock }: Pausing,
  act: Act,
  target: { kind: "class" | "queue"; name: string },
): Promise<Answer> {
  const hasChanged = await db.transaction(async (tx) => {
    const now = clock.now();
    if (!(await insertPause(tx, act, target, now))) return false;
    await notePause(tx, act, target, now);
    return true;
  });
  return answerOf(target, hasChanged);
}

async function insertPause(tx: Sql, act: Act, { kind, name }: { kind: string; name: string }, now: Date) {
  return (await tx.run(insert, [kind, name, act.by.operator, reasonOf(act), now])).length > 0;
}

async function pauseShop(ctx: Pausing, act: Act, name: string): Promise<Answer> {
  const { id: shopId, domain } = await shopNamed(ctx.db, name);
  const target = { kind: "shop" as const, name: domain };
  const asked = { shopId, by: "operator" as const, because: act.because ?? "" };
  const hasChanged = await stopSending(ctx, asked, (tx) => notePause(tx, act, target, ctx.clock.now()));
  return answerOf(target, hasChanged);
}

async function pauseOneProvider({ db, clock, providers }: Pausing, act: Act, name: string): Promise<Answer> {
  if (!Object.hasOwn(providers, name))
    throw new UserError(
      "provider-unknown",
      `No provider "${name}" is configured: choose from ${Object.keys(providers).join(", ")}.`,
    );
  const target = { kind: "provider" as const, name };
  const hasChanged = await db.transaction(async (tx) => {
    const now = clock.now();
    if (!(await pauseProvider(tx, name, now))) return false;
    await notePause(tx, act, target, now);
    return true;
  });
  return answerOf(target, hasChanged);
}

function notePause(tx: Sql, act: Act, target: Pausable, at: Date): Promise<void> {
  return noteOperatorEvent(tx, { ...act, at, action: "pause", target: nameOf(target) });
}

function answerOf(target: Pausable, hasChanged: boolean): Answer {
  return { hasChanged, sentence: `${nameOf(target)} ${hasChanged ? "is paused" : "was paused already"}.` };
}
