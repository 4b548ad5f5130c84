import { z } from "zod";
import { type TriggerKind, triggerKinds, triggerType } from "#domain/flows/triggers/registry";
import type { Reentry } from "#domain/flows/triggers/trigger-type";

/** A condition about a property of the event. "list" properties: "is" and "contains" hold when any of the words does. */
export const eventCondition = z.object({
  property: z.string().max(100),
  compare: z.enum(["is", "is-not", "contains", "at-least", "at-most", "one-of"]),
  value: z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)]),
});

export type EventCondition = z.infer<typeof eventCondition>;

/** Most conditions about the event that a filter has. */
export const MOST_CONDITIONS = 20;

/** Who of those to whom the event happens enters: all conditions must hold, and the person must match the rules. */
export interface EntryFilter {
  event: EventCondition[];
  /** A tree of the segment language (domain/segments/tree.ts), unfinished while it is edited. Null: everyone. */
  people: unknown;
}

/** As it is stored: what is missing has its default, so that a document from before these fields stays as it was. */
export interface FlowTrigger {
  kind: TriggerKind;
  settings?: unknown;
  reentry?: Reentry | undefined;
  filter?: EntryFilter | undefined;
}

const reentry: z.ZodType<Reentry> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("once") }),
  z.object({ kind: z.literal("once-per-subject") }),
  z.object({ kind: z.literal("always") }),
  z.object({ kind: z.literal("after-days"), days: z.number().int().min(1).max(3_650) }),
]);

const filter = z
  .object({
    event: z.array(eventCondition).max(MOST_CONDITIONS).default([]),
    people: z
      .unknown()
      .optional()
      .transform((it) => it ?? null),
  })
  .refine(({ people }) => depthOf(people) <= DEEPEST_JSON, "The rules about people are nested too deep");

/** More than any tree of segment rules needs (domain/segments/tree.ts has its own, smaller bound). */
const DEEPEST_JSON = 30;

export const triggerSchema: z.ZodType<FlowTrigger> = z
  .object({
    kind: z.enum(triggerKinds),
    settings: z.unknown().optional(),
    reentry: reentry.optional(),
    filter: filter.nullish(),
  })
  .transform((given, context): FlowTrigger => {
    const settings = triggerType(given.kind).settings.safeParse(given.settings ?? {});
    if (!settings.success) {
      for (const issue of settings.error.issues)
        context.addIssue({ code: "custom", path: ["settings", ...issue.path], message: issue.message });
      return z.NEVER;
    }
    return withoutDefaults({ ...given, settings: settings.data });
  });

/** The entry rules of a trigger with their defaults. */
export function entryRules({ kind, settings, reentry: chosen, filter: given }: FlowTrigger): {
  settings: unknown;
  reentry: Reentry;
  filter: EntryFilter | null;
} {
  const type = triggerType(kind);
  return {
    settings: settings ?? usualSettings(kind),
    reentry: chosen ?? type.reentry.usual,
    filter: given ?? null,
  };
}

const usual = new Map<TriggerKind, unknown>();

/** Asked for each person on each step, so they are made once. */
function usualSettings(kind: TriggerKind): unknown {
  if (!usual.has(kind)) usual.set(kind, triggerType(kind).settings.parse({}));
  return usual.get(kind);
}

/** Whether people leave the flow when they order. */
export function leavesOnOrder(trigger: FlowTrigger): boolean {
  const type = triggerType(trigger.kind);
  return type.exitsOnOrder && !type.staysOnOrder(entryRules(trigger).settings);
}

function withoutDefaults({
  kind,
  settings,
  reentry: chosen,
  filter: given,
}: {
  kind: TriggerKind;
  settings: unknown;
  reentry?: Reentry | undefined;
  filter?: EntryFilter | null | undefined;
}): FlowTrigger {
  const isPlain = Object.keys(settings as object).length === 0; // a trigger's settings are an object
  const filters = given && (given.event.length > 0 || given.people !== null) ? given : null;
  return {
    kind,
    ...(isPlain ? {} : { settings }),
    ...(chosen ? { reentry: chosen } : {}),
    ...(filters ? { filter: filters } : {}),
  };
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
