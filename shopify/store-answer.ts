import type { StoreAnswer } from "#domain/shops/store-answer";
import type { AdminAnswer } from "./admin-client.ts";
import { restAfter } from "./budget.ts";

/** An answer of the Admin API as the domain takes it. `leftToOthers`: the share of the store's points not to use, 0 to 1. */
export function storeAnswer<Data>(answer: AdminAnswer<Data>, leftToOthers: number): StoreAnswer<Data> {
  if (answer.kind === "data")
    return { kind: "answer", answer: answer.data, restMs: restAfter(answer.budget, leftToOthers) };
  const detail = answer.kind === "no-token" ? "There is no token for this store." : answer.detail;
  return { kind: "trouble", trouble: answer.kind, detail };
}
