import type { Merchant } from "#app/authenticate";
import { HANDED_TOPICS } from "#domain/help-desks/connection/manage";
import { readDesk } from "#domain/help-desks/connection/read";
import { listDeskKinds } from "#domain/help-desks/drivers/registry";

/** The help desk, and which ones there are. */
export async function readHelpDesk({ ctx, shopId }: Merchant) {
  return { desk: await readDesk(ctx, shopId), kinds: listDeskKinds(), topics: [...HANDED_TOPICS] };
}

export type HelpDeskData = Awaited<ReturnType<typeof readHelpDesk>>;
