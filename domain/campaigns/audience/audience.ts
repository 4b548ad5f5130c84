import { z } from "zod";
import { assertNever } from "#platform/assert-never";

const name = z.string().max(255);
/** PostgreSQL stores no NUL, and no tag has one. */
const carried = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .refine((text) => !text.includes("\0"));

/**
 * Who a campaign is for: everyone who agreed to marketing texts, or those of them with a tag, in a segment, on a list, or
 * whom an earlier campaign did not reach.
 */
export const audience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("tag"), tag: carried }),
  z.object({ kind: z.literal("segment"), segmentId: z.uuid(), name }),
  z.object({ kind: z.literal("list"), listId: z.uuid(), name }),
  z.object({ kind: z.literal("unsent"), campaignId: z.uuid(), name: z.string() }),
]);

export type Audience = z.infer<typeof audience>;

/** "Everyone subscribed", "Subscribed people tagged vip", "Those whom “Winter sale” did not reach". */
export function describeAudience(of: Audience): string {
  switch (of.kind) {
    case "all":
      return "All subscribers";
    case "tag":
      return `Subscribers tagged ${of.tag}`;
    case "segment":
      return `Subscribers in the segment “${of.name}”`;
    case "list":
      return `Subscribers on the list “${of.name}”`;
    case "unsent":
      return `People not reached by “${of.name}”`;
    default:
      return assertNever(of);
  }
}
