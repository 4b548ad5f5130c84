import type { Context } from "#domain/context";
import { askForMissingReceipts } from "#domain/messages/delivery/missing-receipts";
import type { Provider } from "#domain/messages/delivery/provider";
import type { RateBucket } from "#platform/redis/rate-bucket";

/** Asks the providers what became of texts whose final receipt never came. */
export function missingReceiptsWorker(
  ctx: Context,
  ways: { providers: Record<string, Provider>; bucket: RateBucket; perSecond: number },
) {
  return async function handle(): Promise<void> {
    const { asked, isMoreDue } = await askForMissingReceipts({ ...ctx, ...ways });
    if (asked > 0) ctx.log.info({ asked }, "missing receipts");
    if (isMoreDue) await ctx.enqueue("missing-receipts", {});
  };
}
