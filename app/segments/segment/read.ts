import type { Merchant } from "#app/authenticate";
import { describeSegment } from "#domain/segments/describe";
import { findSegment } from "#domain/segments/find";
import { readyMade } from "#domain/segments/ready-made";
import { growthOf } from "#domain/segments/sizes/growth";
import type { Rules } from "#domain/segments/tree";
import { usesOfAudiences } from "#domain/segments/uses";
import { countByConsent } from "#domain/subscribers/list";
import { readChoices } from "./read-choices.ts";

/** What a new segment begins with: a ready-made one, another one's rules, or nothing. */
export interface Beginning {
  /** The key of a ready-made segment. */
  from: string | null;
  /** The id of a segment to copy. */
  copy: string | null;
}

const EVERYBODY: Rules = { type: "and", rules: [] };

/** A segment of the shop's as its page shows it, or (id null) a new one. Null when there is none. */
export async function readSegment({ ctx, shopId, shop }: Merchant, id: string | null, beginning: Beginning) {
  const [segment, growth, uses, choices, counts] = await Promise.all([
    id === null ? null : findSegment(ctx.db, shopId, id),
    id === null ? [] : growthOf(ctx.db, shopId, id),
    usesOfAudiences(ctx.db, shopId),
    readChoices({ ctx, shopId }),
    countByConsent(ctx.db, shopId),
  ]);
  if (id !== null && segment === null) return null;
  const { name, rules } = segment ?? (await beginSegment({ ctx, shopId }, beginning));
  return {
    segment: segment && { id: segment.id, version: segment.version, isArchived: segment.archivedAt !== null },
    /** Under which unsaved changes of a new one are kept. */
    begunFrom: beginning.from ?? beginning.copy ?? "",
    name,
    rules,
    sentence: describeSegment(rules, { currency: shop.currency ?? "USD" }),
    growth,
    uses: id === null ? [] : (uses.get(id) ?? []),
    choices,
    everybody: Object.values(counts).reduce((sum, people) => sum + people, 0),
  };
}

export type SegmentData = NonNullable<Awaited<ReturnType<typeof readSegment>>>;

async function beginSegment({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">, { from, copy }: Beginning) {
  const ready = readyMade().find(({ key }) => key === from);
  if (ready) return ready;
  const other = copy === null ? null : await findSegment(ctx.db, shopId, copy);
  return other ? { name: `Copy of ${other.name}`.slice(0, 100), rules: other.rules } : { name: "", rules: EVERYBODY };
}
