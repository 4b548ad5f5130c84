import type { Context } from "#domain/context";
import { resumeFlow } from "./pause.ts";
import { type Author, publishFlow } from "./publish.ts";

/** Sets a flow live: one that was never live is published with its draft as it is, another resumes. Safe to repeat. */
export async function turnOnFlow(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  { id, state }: { id: string; state: string },
  by: Author | null = null,
): Promise<void> {
  if (state === "draft") await publishFlow(ctx, shopId, id, { by });
  else await resumeFlow(ctx, shopId, id);
}
