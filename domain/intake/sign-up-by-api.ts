import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import type { PhoneNumber } from "#domain/subscribers/phone-number";
import { newId } from "#platform/ids";
import { applyStoreEvents } from "./apply-store-events.ts";

/** A sign-up that another program collected, with the evidence of it. */
export interface CollectedSignUp {
  phone: PhoneNumber;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  customerId: string | null;
  /** What the person was shown, where and when. */
  wordsShown: string;
  formVersion: string | null;
  pageUrl: string | null;
  ip: string | null;
  collectedAt: Date;
}

/**
 * Adds a person who signed up at another program, exactly as one who filled in a form of the store's pages: the same double
 * opt-in, the same ledger, and no text of any kind after a STOP. Safe to repeat.
 */
export async function signUpByApi(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "hashPhone" | "log">,
  shopId: string,
  signUp: CollectedSignUp,
): Promise<void> {
  const { phone, email, firstName, lastName, customerId, wordsShown, formVersion, pageUrl, ip, collectedAt } = signUp;
  const now = ctx.clock.now();
  const jobs = await ctx.db.transaction((tx) =>
    applyStoreEvents(tx, ctx, [
      {
        kind: "sign-up",
        shopId,
        // There is no delivery; the ledger's row is found by this id alone.
        intakeId: newId(),
        eventAt: now,
        person: { phone, email, firstName, lastName, customerId, shipping: null, billing: null },
        consent: {
          ...{ phone, state: "subscribed", source: "sign-up-form", optInLevel: null },
          decidedAt: collectedAt < now ? collectedAt : now,
          shown: { text: wordsShown, formVersion, ip, page: pageUrl },
        },
        seenFrom: null,
      },
    ]),
  );
  await enqueueAll(ctx.enqueue, jobs);
}
