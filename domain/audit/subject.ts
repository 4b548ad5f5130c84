import type { Context } from "#domain/context";
import type { SubjectKind } from "#domain/team/verbs";
import { isId } from "#platform/ids";

/** Whether an id that came with a request is a record of the shop: the log holds no other shop's ids, nor what was typed. */
export async function isOfShop(
  { db: { prisma } }: Pick<Context, "db">,
  { shopId, kind, id }: { shopId: string; kind: SubjectKind; id: string },
): Promise<boolean> {
  const where = { shopId, id };
  if (kind === "person") return (await prisma.staffMember.count({ where })) > 0;
  if (!isId(id)) return false;
  const counts: Record<Exclude<SubjectKind, "person">, () => Promise<number>> = {
    campaign: () => prisma.campaign.count({ where }),
    conversation: () => prisma.conversation.count({ where }),
    flow: () => prisma.flow.count({ where }),
    import: () => prisma.import.count({ where }),
    segment: () => prisma.segment.count({ where }),
    subscriber: () => prisma.subscriber.count({ where }),
  };
  return (await counts[kind]()) > 0;
}
