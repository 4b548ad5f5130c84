import { z } from "zod";
import { maybeText, recordId } from "./read.ts";
import { translator } from "./translator.ts";

/** customers/merge. It is told of every attempt, and also of those that came to nothing. */
export const translateMerge = translator(
  z.object({
    admin_graphql_api_customer_kept_id: recordId,
    admin_graphql_api_customer_deleted_id: recordId,
    status: maybeText,
  }),
  (payload, triggeredAt) => {
    const { admin_graphql_api_customer_kept_id: keptId, admin_graphql_api_customer_deleted_id: goneId } = payload;
    if (payload.status?.toLowerCase() !== "completed" || keptId === goneId) return [];
    return [{ kind: "customers-merged", eventAt: triggeredAt, keptId, goneId }];
  },
);
