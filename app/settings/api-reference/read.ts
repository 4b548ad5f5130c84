import { summarizeApi } from "#app/api/openapi/summarize";
import type { Merchant } from "#app/authenticate";

/** Every operation, from the OpenAPI file of this installation. */
export function readReferencePage({ ctx }: Merchant) {
  return { address: ctx.appUrl, operations: summarizeApi(ctx.appUrl) };
}

export type ReferenceData = ReturnType<typeof readReferencePage>;
