import type { Context } from "#domain/context";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { askForOutcomes } from "#domain/messages/delivery/ask";
import type { Provider } from "#domain/messages/delivery/provider";

/** Finds the claims of dead workers and asks the provider what became of their texts. */
export function outcomesWorker(ctx: Context, providers: Record<string, Provider>) {
  return async function handle(): Promise<void> {
    const recovered = await recoverClaims(ctx);
    const { asked, isFull } = await askForOutcomes({ ...ctx, providers });
    if (recovered > 0 || asked > 0) ctx.log.info({ recovered, asked }, "unknown outcomes");
    if (isFull) await ctx.enqueue("outcomes", {});
  };
}
