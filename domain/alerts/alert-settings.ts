import type { Context } from "#domain/context";
import { lockShop } from "#domain/shops/admit";
import { notFoundError, UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { waitingChoices } from "./waiting-choices.ts";

/** What one staff number is told of, by text. */
export interface AlertSettings {
  /** A shopper writes where nothing was unread. */
  questions: boolean;
  /** Such a question is unread after so many minutes; null: never told. */
  waitingMinutes: number | null;
  /** Texts don't leave: a number was stopped, a campaign paused or failed, a limit reached. */
  troubles: boolean;
  /** Minutes of the day by the store's clock, between which nothing is told; both or neither. It may span midnight. */
  quietFrom: number | null;
  quietTo: number | null;
}

export const NO_ALERTS: AlertSettings = {
  questions: false,
  waitingMinutes: null,
  troubles: false,
  quietFrom: null,
  quietTo: null,
};

/** What each of the shop's staff numbers is told of, by its id; those that are told of nothing are left out. */
export async function readAlertSettings(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
): Promise<Map<string, AlertSettings>> {
  const rows = await prisma.staffAlert.findMany({ where: { shopId } });
  return new Map(
    rows.map(({ staffId, questions, waitingMinutes, troubles, quietFrom, quietTo }) => [
      staffId,
      { questions, waitingMinutes, troubles, quietFrom, quietTo },
    ]),
  );
}

/**
 * From now on a staff number is told of this, and of nothing older. Refuses a number that the shop doesn't have, and half of the quiet
 * hours. Safe to repeat.
 */
export async function saveAlertSettings(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, staffId, ...settings }: AlertSettings & { shopId: string; staffId: string },
): Promise<void> {
  const checked = checkAlertSettings(settings);
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const known = isId(staffId) ? await tx.prisma.staffPhone.count({ where: { shopId, id: staffId } }) : 0;
    if (known === 0) throw notFoundError("staff number");
    const where = { shopId, staffId };
    if (!checked.questions && checked.waitingMinutes === null && !checked.troubles) {
      await tx.prisma.staffAlert.deleteMany({ where });
      return;
    }
    const now = clock.now();
    const from = { questionsUpTo: now, waitingUpTo: now, dueAt: now };
    await tx.prisma.staffAlert.upsert({
      where: { shopId_staffId: where },
      create: { ...where, ...checked, ...from },
      update: { ...checked, ...from },
    });
  });
}

const MINUTES_A_DAY = 1_440;

function checkAlertSettings({ waitingMinutes, quietFrom, quietTo, ...flags }: AlertSettings): AlertSettings {
  if (waitingMinutes !== null && !(waitingChoices as readonly number[]).includes(waitingMinutes))
    throw new UserError("alert-waiting", "Choose one of the times.", "waitingMinutes");
  if ((quietFrom === null) !== (quietTo === null))
    throw new UserError("alert-quiet-half", "Choose when quiet hours start and end, or neither.", "quietTo");
  if (quietFrom !== null && quietFrom === quietTo)
    throw new UserError(
      "alert-quiet-all-day",
      "Quiet hours can’t last all day. Turn the alerts off instead.",
      "quietTo",
    );
  if ([quietFrom, quietTo].some((it) => it !== null && !(Number.isInteger(it) && it >= 0 && it < MINUTES_A_DAY)))
    throw new UserError("alert-quiet-time", "Choose a time of the day.", "quietTo");
  return { ...flags, waitingMinutes, quietFrom, quietTo };
}
