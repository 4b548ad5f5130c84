import { z } from "zod";

/** Who a campaign is for: everybody who agreed to marketing texts, or those of them with a tag. */
export const audience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("tag"), tag: z.string().trim().min(1).max(255) }),
]);

export type Audience = z.infer<typeof audience>;

/** The tag its people must carry; null when everybody is meant. */
export function tagOf(of: Audience): string | null {
  return of.kind === "tag" ? of.tag : null;
}

/** "Everybody subscribed", "Subscribed people tagged vip". */
export function describeAudience(of: Audience): string {
  return of.kind === "tag" ? `Subscribed people tagged ${of.tag}` : "Everybody subscribed";
}
