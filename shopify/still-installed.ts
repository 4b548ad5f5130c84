import { z } from "zod";
import type { StoresWord } from "#domain/installations/resolve-doubt";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";

const stillInstalled: Operation<Record<string, never>, unknown> = {
  document: `#graphql
    query StillInstalled {
      shop {
        id
      }
    }`,
  data: z.unknown(),
};

/**
 * https://shopify.dev/docs/api/admin-graphql#status_and_error_codes. 402 and 423 are of a store that is frozen or locked:
 * they say nothing about the app.
 */
const REMOVED = new Set([401, 403, 404, 410]);

/**
 * Asks a store whether it still has the app. A removed app's token is revoked, and its refresh token is refused; an answer
 * to a token, even one that refuses the query itself, proves that the app is there.
 */
export async function askStillInstalled(client: AdminClient, shopDomain: string): Promise<StoresWord> {
  const answer = await client.ask(shopDomain, stillInstalled, {});
  if (answer.kind === "data") return { kind: "installed" };
  if (answer.kind === "no-token") return { kind: "removed" };
  if (answer.kind === "unavailable") return { kind: "no-answer", detail: answer.detail };
  if (answer.status === undefined) return { kind: "installed" };
  return REMOVED.has(answer.status) ? { kind: "removed" } : { kind: "no-answer", detail: answer.detail };
}
