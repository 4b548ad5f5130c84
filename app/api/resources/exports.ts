import { z } from "zod";
import { nextCursor, readIdCursor, writeIdCursor } from "#app/api/cursor";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { readPage } from "#domain/exports/page";
import { peopleOfSegment } from "#domain/exports/segment";
import { readTextPage } from "#domain/exports/texts";
import { foundPeople } from "#domain/subscribers/found";
import { consentStates } from "#domain/subscribers/list";
import { boundedDb } from "#platform/sql/bounded-db";
import { statement } from "#platform/sql/statement";
import { instant, isoOf } from "./instant.ts";

const tag = "Exports";
const COST = 10;
const MOST_AT_ONCE = 500;
const limitExport = statement("limit-api-export", "SET LOCAL statement_timeout = '5s'");

const pages = {
  cursor: z.string().max(200).optional().describe("The nextCursor of the page before; the first page when absent."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_AT_ONCE)
    .default(MOST_AT_ONCE)
    .describe(`How many on a page, up to ${MOST_AT_ONCE}, which is also the number when absent.`),
};

const person = z
  .object({
    id: z.uuid(),
    phone: z.string().describe("E.164."),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    timeZone: z.string().nullable(),
    marketing: z.enum(consentStates),
    marketingAt: instant.nullable(),
    consentSource: z.string().nullable(),
    consentWords: z.string().nullable().describe("What the person was shown or wrote."),
    blockedBecause: z.string().nullable().describe("Why nothing may be sent to the number, such as opted-out."),
    tags: z.array(z.string()),
    orders: z.int(),
    spent: z.string().nullable().describe("Such as 42.00; a sum for each currency, joined by +."),
    currencies: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: "ExportedSubscriber" });

export const exportSubscribers = defineOperation({
  id: "exportSubscribers",
  method: "GET",
  path: "/exports/subscribers",
  tag,
  scope: "exports:read",
  summary: "Export subscribers, or those of a segment",
  description: `What the CSV export of the app holds, page by page in the order of their ids: everyone once. People who are erased meanwhile are left out, those who come meanwhile are in it. Nothing is stored: an export that breaks off resumes at its last cursor. Counts as ${COST} requests.`,
  query: z.strictObject({ ...pages, segmentId: z.uuid().optional().describe("Only the people in this segment now.") }),
  answer: {
    status: 200,
    schema: z.object({ subscribers: z.array(person), nextCursor }),
    description: "A page of subscribers.",
  },
  repeat: "reads",
  noted: { verb: "subscriber.export" },
  isHeavy: true,
  cost: () => COST,
  async handle({ ctx, shopId, query: { cursor, limit, segmentId } }) {
    const whom = segmentId === undefined ? { people: foundPeople({}) } : await peopleOfSegment(ctx, shopId, segmentId);
    if (!whom) throw new Problem("not-found");
    const page = { after: readIdCursor(cursor), size: limit };
    const rows = await readPage(boundedDb(ctx.db, limitExport), shopId, whom.people, page);
    return {
      subscribers: rows.map((it) => ({
        ...it,
        ...{ marketingAt: isoOf(it.marketingAt), createdAt: isoOf(it.createdAt) },
      })),
      nextCursor: writeIdCursor(rows, limit),
    };
  },
});

const text = z
  .object({
    id: z.uuid(),
    subscriberId: z.uuid(),
    phone: z.string().nullable().describe("E.164; null after an erasure, and for a text that hasn’t been sent."),
    purpose: z.string().describe("marketing, transactional or compliance."),
    sentBy: z.string().describe("campaign, flow, conversation or test."),
    sourceId: z.uuid().describe("Of the campaign, the person’s way through a flow, or the conversation."),
    state: z.string().describe("waiting, sending, accepted, sent, delivered, failed, skipped, expired or unknown."),
    reason: z.string().nullable(),
    body: z.string().nullable(),
    parts: z.int().nullable(),
    priceMicros: z.int().nullable().describe("List price in millionths of a US dollar."),
    createdAt: instant,
    handedOverAt: instant.nullable(),
    deliveredAt: instant.nullable(),
  })
  .meta({ id: "ExportedText" });

export const exportTexts = defineOperation({
  id: "exportTexts",
  method: "GET",
  path: "/exports/texts",
  tag,
  scope: "exports:read",
  summary: "Export the texts of a month",
  description: `Every text that the store planned in the month, page by page in the order of their ids, each as it stands at that moment. A campaign’s texts count to the month in which it started. Counts as ${COST} requests.`,
  query: z.strictObject({
    ...pages,
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional()
      .describe("Such as 2026-11, in UTC; this month when absent."),
  }),
  answer: {
    status: 200,
    schema: z.object({ texts: z.array(text), nextCursor }),
    description: "A page of texts.",
  },
  repeat: "reads",
  noted: { verb: "subscriber.export-texts" },
  isHeavy: true,
  cost: () => COST,
  async handle({ ctx, shopId, query: { cursor, limit, month = isoOf(ctx.clock.now()).slice(0, 7) } }) {
    const page = { month: `${month}-01`, after: readIdCursor(cursor), size: limit };
    const rows = await readTextPage(boundedDb(ctx.db, limitExport), shopId, page);
    return {
      texts: rows.map(({ sourceKind: sentBy, handedAt, ...it }) => ({
        ...{ ...it, sentBy, createdAt: isoOf(it.createdAt) },
        ...{ handedOverAt: isoOf(handedAt), deliveredAt: isoOf(it.deliveredAt) },
      })),
      nextCursor: writeIdCursor(rows, limit),
    };
  },
});
