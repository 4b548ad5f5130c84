import { z } from "zod";
import { assertNever } from "#platform/assert-never";

/**
 * Who a campaign is for: everybody who agreed to marketing texts, those of them with a tag, or those whom an earlier
 * campaign did not reach.
 */
export const audience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("tag"), tag: z.string().trim().min(1).max(255) }),
  z.object({ kind: z.literal("unsent"), campaignId: z.uuid(), name: z.string() }),
]);

export type Audience = z.infer<typeof audience>;

/** "Everybody subscribed", "Subscribed people tagged vip", "Those whom “Winter sale” did not reach". */
export function describeAudience(of: Audience): string {
  switch (of.kind) {
    case "all":
      return "Everybody subscribed";
    case "tag":
      return `Subscribed people tagged ${of.tag}`;
    case "unsent":
      return `Those whom “${of.name}” did not reach`;
    default:
      return assertNever(of);
  }
}
