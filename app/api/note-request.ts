import { noteAction, noteOnceAnHour } from "#domain/audit/note";
import type { Call, Operation } from "./operation.ts";

/**
 * Writes into the activity log what a key has done. In an operation that is done once it is a part of its transaction; a read is
 * noted before its answer leaves. What programs do to people by the thousand is one entry for a key, a verb and an hour, and names no one:
 * the person's own history has the rest.
 */
export async function noteRequest(
  ctx: Call<unknown, unknown, unknown>["ctx"],
  { noted }: Pick<Operation, "noted">,
  { shopId, key, params }: Pick<Call<unknown, unknown, unknown>, "shopId" | "key" | "params">,
): Promise<void> {
  if (!noted) return;
  const action = { shopId, by: { kind: "api-key", id: key.id } as const, verb: noted.verb, at: ctx.clock.now() };
  if (!noted.isEach) return noteOnceAnHour(ctx.db, action);
  const [subjectId = null] = Object.values(params as Record<string, string>); // by the router: ids of the path
  await noteAction(ctx.db, { ...action, subjectId });
}
