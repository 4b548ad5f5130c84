import { randomBytes } from "node:crypto";
import type { HelpDesk } from "@prisma/client";
import { ZodError } from "zod";
import type { Context } from "#domain/context";
import { callDesk, type DeskAccess, type DeskAccount } from "#domain/help-desks/call-desk";
import { driverOf, isDeskKind } from "#domain/help-desks/drivers/registry";
import { tokenPlace } from "#domain/help-desks/token-place";
import { DeskProblem, type DeskTrouble, deskTroubles } from "#domain/help-desks/trouble";
import { lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";

export interface NewDesk {
  kind: string;
  subdomain: string;
  userName: string;
  token: string;
}

export type Connecting = Pick<Context, "db" | "clock" | "appUrl" | "helpDesks">;

const HOST_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Tickets of another account's say nothing here. */
const forgetOthers = statement(
  "forget-other-help-desk",
  `WITH tickets AS (DELETE FROM help_desk_tickets WHERE shop_id = $1 AND desk_id <> $2),
        lines AS (DELETE FROM help_desk_lines WHERE shop_id = $1 AND ended_at IS NULL)
   DELETE FROM help_desks WHERE shop_id = $1 AND id <> $2`,
);
const insert = statement(
  "insert-help-desk",
  `INSERT INTO help_desks (shop_id, id, kind, subdomain, user_name, sealed_token, sealed_secret, hook_id, hands_over, topics, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'by-hand', '{}', $9)`,
);
const changeToken = statement(
  "change-help-desk-token",
  `UPDATE help_desks SET user_name = $3, sealed_token = $4, failures = 0, failing_since = NULL, rests_until = NULL, trouble = NULL
   WHERE shop_id = $1 AND id = $2`,
);
const renewHook = statement(
  "renew-help-desk-hook",
  `UPDATE help_desks SET disconnected_at = NULL, sealed_secret = $3, hook_id = $4 WHERE shop_id = $1 AND id = $2`,
);

/**
 * Connects a shop's help desk: tries the credentials, makes the webhook there, and keeps both sealed. For the account that is
 * connected, or was until a day ago, the credentials are replaced, and its tickets stay; another account's are forgotten, and our
 * webhook there is deleted. Throws a UserError by field when the help desk refuses.
 */
export async function connectDesk(ctx: Connecting, shopId: string, given: NewDesk): Promise<void> {
  const { helpDesks, db } = ctx;
  if (!helpDesks) throw new Error("No help desk is reached from here.");
  const account = checked(given);
  const { cipher } = helpDesks;
  const call = callDesk(helpDesks, driverOf(account.kind), account);
  await tried(driverOf(account.kind).check(call));
  const before = await db.prisma.helpDesk.findUnique({ where: { shopId } });
  if (before && before.kind === account.kind && before.subdomain === account.subdomain) {
    if (before.disconnectedAt) await takeBack(ctx, { ...account, shopId, id: before.id });
    const sealed = cipher.seal(account.token, tokenPlace(shopId, before.id, "token"));
    await db.run(changeToken, [shopId, before.id, account.userName, sealed]);
    return;
  }
  const id = newId();
  const hook = await makeHook(ctx, { ...account, shopId, id });
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    await tx.run(forgetOthers, [shopId, id]);
    await tx.run(insert, [
      ...[shopId, id, account.kind, account.subdomain, account.userName],
      cipher.seal(account.token, tokenPlace(shopId, id, "token")),
      cipher.seal(hook.secret, tokenPlace(shopId, id, "secret")),
      ...[hook.hookId, ctx.clock.now()],
    ]);
  });
  if (before && !before.disconnectedAt) await dropHook(ctx, shopId, before);
}

/** Makes another webhook in a disconnected help desk, and listens to it. Throws a UserError when the help desk refuses. */
export async function takeBack(ctx: Connecting, desk: DeskAccount & { shopId: string; id: string }): Promise<void> {
  const { hookId, secret } = await makeHook(ctx, desk);
  const { cipher } = ctx.helpDesks as DeskAccess; // makeHook has asked for it
  const { shopId, id } = desk;
  await ctx.db.run(renewHook, [shopId, id, cipher.seal(secret, tokenPlace(shopId, id, "secret")), hookId]);
}

/** Deletes our webhook there, as well as it can be: what it tells is refused from now on. */
export async function dropHook(
  { helpDesks }: Pick<Context, "helpDesks">,
  shopId: string,
  desk: Pick<HelpDesk, "id" | "kind" | "subdomain" | "userName" | "sealedToken" | "hookId">,
): Promise<void> {
  const token = helpDesks?.cipher.open(desk.sealedToken, tokenPlace(shopId, desk.id, "token"));
  if (!helpDesks || !token) return;
  const driver = driverOf(desk.kind);
  await troubleIn(driver.unsubscribe(callDesk(helpDesks, driver, { ...desk, token }), desk.hookId));
}

/** Makes the webhook that tells us of changed tickets. Throws a UserError when the help desk refuses. */
async function makeHook(
  { helpDesks, appUrl }: Connecting,
  desk: DeskAccount & { shopId: string; id: string },
): Promise<{ hookId: string; secret: string }> {
  const driver = driverOf(desk.kind);
  const call = callDesk(helpDesks as DeskAccess, driver, desk); // whoever connects one has it
  const secret = randomBytes(32).toString("base64url");
  return tried(driver.subscribe(call, `${appUrl}/help-desks/${desk.shopId}/${desk.id}`, secret));
}

/** Asks the connected help desk whether our credentials are good. Null when they are, else what is wrong. */
export async function testDesk(
  { helpDesks }: Pick<Context, "helpDesks">,
  account: DeskAccount,
): Promise<DeskTrouble | null> {
  const driver = driverOf(account.kind);
  return troubleIn(driver.check(callDesk(helpDesks as DeskAccess, driver, account))); // whoever connected one has it
}

async function tried<Value>(work: Promise<Value>): Promise<Value> {
  const trouble = await troubleIn(work);
  if (trouble) throw new UserError(`help-desk-${trouble}`, deskTroubles[trouble], fieldOf(trouble));
  return work;
}

/** Null when it succeeds. */
async function troubleIn(work: Promise<unknown>): Promise<DeskTrouble | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof ZodError) return "not-json";
    if (error instanceof DeskProblem) return error.trouble === "gone" ? "moved" : error.trouble;
    throw error;
  }
}

function fieldOf(trouble: DeskTrouble): string {
  return trouble === "unauthorized" || trouble === "forbidden" ? "token" : "subdomain";
}

function checked({ kind, ...given }: NewDesk): NewDesk {
  if (!isDeskKind(kind)) throw new UserError("help-desk-unknown", "Choose a help desk.", "kind");
  const { domain } = driverOf(kind);
  const typed = given.subdomain.trim().toLowerCase();
  // A whole address is taken, too.
  const subdomain = typed.replace(/^https?:\/\//, "").replace(new RegExp(`\\.${domain.replace(".", "\\.")}.*$`), "");
  const [userName, token] = [given.userName.trim(), given.token.trim()];
  if (!HOST_LABEL.test(subdomain))
    throw new UserError("help-desk-subdomain", `Enter the part before .${domain}.`, "subdomain");
  if (!userName.includes("@") || userName.length > 254)
    throw new UserError("help-desk-user", "Enter the email address that the token belongs to.", "userName");
  if (token === "" || token.length > 500) throw new UserError("help-desk-token", "Enter the API token.", "token");
  return { kind, subdomain, userName, token };
}
