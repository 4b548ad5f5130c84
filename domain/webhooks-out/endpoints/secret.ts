import type { Context } from "#domain/context";
import { signingSecret } from "#domain/outgoing/sign";

/** The secret that an endpoint's events are signed with. It is derived, so no copy of the database has it. */
export function endpointSecret(
  ctx: Pick<Context, "hashPhone">,
  { shopId, endpointId, number }: { shopId: string; endpointId: string; number: number },
): string {
  return signingSecret(ctx, shopId, `endpoint ${endpointId}`, number);
}
