import { z } from "zod";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { findSegment, type Segment } from "#domain/segments/find";
import { listSegments as readSegments } from "#domain/segments/list";
import { countSegment } from "#domain/segments/sizes/count";
import { instant } from "./instant.ts";

const tag = "Segments";
const COUNT_COST = 10;
const COUNT_MS = 2_000;

const size = z.object({
  people: z.int(),
  subscribed: z.int().describe("Of them, those who agreed to marketing texts."),
  isExact: z.boolean().describe("False: estimated from a sample."),
  at: instant,
});
const segment = z
  .object({
    id: z.uuid(),
    name: z.string(),
    rules: z.unknown().describe("The rules, as the app stores them. Their shape may change."),
    size: size.nullable().describe("As last counted; null when it never was."),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Segment" });

export const listSegments = defineOperation({
  id: "listSegments",
  method: "GET",
  path: "/segments",
  tag,
  scope: "segments:read",
  summary: "List segments by name",
  answer: {
    status: 200,
    schema: z.object({ segments: z.array(segment).describe("All that aren’t archived: 500 at most.") }),
    description: "The segments.",
  },
  repeat: "reads",
  async handle({ ctx, shopId }) {
    return { segments: (await readSegments(ctx.db, shopId)).map(asAnswer) };
  },
});

export const getSegment = defineOperation({
  id: "getSegment",
  method: "GET",
  path: "/segments/{segmentId}",
  tag,
  scope: "segments:read",
  summary: "Read a segment",
  answer: { status: 200, schema: segment, description: "The segment." },
  repeat: "reads",
  async handle({ ctx, shopId, params: { segmentId } }) {
    const found = await findSegment(ctx.db, shopId, segmentId);
    if (!found) throw new Problem("not-found");
    return asAnswer(found);
  },
});

export const countPeople = defineOperation({
  id: "countSegment",
  method: "POST",
  path: "/segments/{segmentId}/count",
  tag,
  scope: "segments:read",
  summary: "Count the people in a segment now",
  description: `Counts as ${COUNT_COST} requests. When counting takes longer than two seconds, the answer is estimated from a sample.`,
  body: z.strictObject({}),
  answer: { status: 200, schema: size, description: "How many there are." },
  repeat: "reads",
  isHeavy: true,
  cost: () => COUNT_COST,
  async handle({ ctx, shopId, params: { segmentId } }) {
    const found = await findSegment(ctx.db, shopId, segmentId);
    if (!found) throw new Problem("not-found");
    const counted = await countSegment(ctx, shopId, found.rules, { timeoutMs: COUNT_MS });
    if (counted.kind === "cancelled") throw new Problem("unavailable");
    const { people, subscribed, isExact, at } = counted;
    return { people, subscribed, isExact, at: at.toISOString() };
  },
});

function asAnswer({ id, name, rules, size: last, createdAt, updatedAt }: Segment): z.input<typeof segment> {
  return {
    ...{ id, name, rules },
    size: last && { ...last, at: last.at.toISOString() },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
  };
}
