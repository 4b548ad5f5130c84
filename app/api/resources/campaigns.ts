import { z } from "zod";
import { nextCursor, pageQuery, readCursor, writeCursor } from "#app/api/cursor";
import { defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { nameAudience } from "#domain/campaigns/audience/name-audience";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { findCampaignOrRefuse } from "#domain/campaigns/report/find";
import { campaignPage } from "#domain/campaigns/report/page";
import { campaignReport } from "#domain/campaigns/report/report";
import { campaignStates } from "#domain/campaigns/state";
import { boundedDb } from "#platform/sql/bounded-db";
import { statement } from "#platform/sql/statement";
import { instant, isoOf } from "./instant.ts";

const tag = "Campaigns";
const REPORT_COST = 10;
const limitReport = statement("limit-api-report", "SET LOCAL statement_timeout = '5s'");
const standing = z.object({ id: z.uuid(), state: z.enum(campaignStates), scheduledAt: instant.nullable() });

export const listCampaigns = defineOperation({
  id: "listCampaigns",
  method: "GET",
  path: "/campaigns",
  tag,
  scope: "campaigns:read",
  summary: "List campaigns, newest first",
  query: z.strictObject(pageQuery),
  answer: {
    status: 200,
    schema: z.object({
      campaigns: z.array(
        standing.extend({
          name: z.string(),
          startedAt: instant.nullable(),
          finishedAt: instant.nullable(),
          createdAt: instant,
        }),
      ),
      nextCursor,
    }),
    description: "A page of campaigns.",
  },
  repeat: "reads",
  async handle({ ctx, shopId, query: { cursor, limit } }) {
    const rows = await campaignPage(ctx.db, shopId, { after: readCursor(cursor), size: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      campaigns: page.map((it) => ({
        ...it,
        ...{ scheduledAt: isoOf(it.scheduledAt), startedAt: isoOf(it.startedAt) },
        ...{ finishedAt: isoOf(it.finishedAt), createdAt: isoOf(it.createdAt) },
      })),
      nextCursor: rows.length > limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    };
  },
});

export const getCampaign = defineOperation({
  id: "getCampaign",
  method: "GET",
  path: "/campaigns/{campaignId}",
  tag,
  scope: "campaigns:read",
  summary: "Read a campaign and its results",
  description: `Counts as ${REPORT_COST} requests.`,
  answer: {
    status: 200,
    schema: standing.extend({
      name: z.string(),
      body: z.string(),
      linkUrl: z.string().nullable(),
      results: z.object({
        audience: z.int(),
        sent: z.int(),
        delivered: z.int(),
        clicked: z.int(),
        ordered: z.int(),
        costMicros: z.int().describe("List price in millionths of a US dollar."),
        notSent: z.array(z.object({ reason: z.string(), explanation: z.string(), count: z.int() })),
      }),
    }),
    description: "The campaign.",
  },
  repeat: "reads",
  isHeavy: true,
  cost: () => REPORT_COST,
  async handle({ ctx, shopId, params: { campaignId } }) {
    const campaign = await findCampaignOrRefuse(ctx.db, shopId, campaignId);
    const report = await campaignReport(boundedDb(ctx.db, limitReport), shopId, campaignId, ctx.clock.now(), isoOf);
    if (!report) throw new Problem("not-found");
    const { id, name, state, body, linkUrl, scheduledAt } = campaign;
    const { funnel, costMicros, objections } = report;
    const notSent = objections.map(({ reason, sentence: explanation, count }) => ({ reason, explanation, count }));
    return {
      ...{ id, name, state, body, linkUrl, scheduledAt: isoOf(scheduledAt) },
      results: { ...funnel, costMicros, notSent },
    };
  },
});

const audience = z.union([
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("tag"), tag: z.string().trim().min(1).max(255) }),
  z.strictObject({ kind: z.literal("segment"), segmentId: z.uuid() }),
  z.strictObject({ kind: z.literal("list"), listId: z.uuid() }),
]);

export const createCampaignDraft = defineOperation({
  id: "createCampaign",
  method: "POST",
  path: "/campaigns",
  tag,
  scope: "campaigns:write",
  summary: "Create a draft of a campaign",
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    body: z.string().min(1).max(4_000).describe("The words, with merge tags; {{ link }} becomes a tracked short link."),
    linkUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional()
      .describe("What {{ link }} opens."),
    audience: audience.default({ kind: "all" }),
  }),
  answer: { status: 201, schema: standing, description: "The draft." },
  repeat: "key",
  async handle({ ctx, shopId, body: { name, body, linkUrl, audience: given } }) {
    const people = await nameAudience(
      ctx.db,
      shopId,
      "segmentId" in given || "listId" in given ? { ...given, name: "" } : given,
    );
    const id = await createCampaign(ctx, shopId, { name, body, linkUrl: linkUrl ?? null, audience: people });
    return { id, state: "draft" as const, scheduledAt: null };
  },
});

const start = z.union([
  z.strictObject({ at: z.literal("now") }),
  z.strictObject({ at: z.iso.datetime({ offset: true }) }),
  z.strictObject({
    localTime: z.iso.datetime({ local: true }).max(16).describe("2026-11-27T10:00 on each recipient’s own clock."),
  }),
]);

export const scheduleDraft = defineOperation({
  id: "scheduleCampaign",
  method: "POST",
  path: "/campaigns/{campaignId}/schedule",
  tag,
  scope: "campaigns:write",
  summary: "Schedule a campaign, or start it now",
  description:
    "A campaign that is scheduled already is moved. Quiet hours, consent and spending limits hold as always.",
  body: start,
  answer: { status: 200, schema: standing, description: "The campaign as it stands now." },
  repeat: "key",
  noted: { verb: "campaign.start", isEach: true },
  async handle({ ctx, shopId, params: { campaignId }, body }) {
    const at = "localTime" in body ? { localTime: body.localTime } : body.at === "now" ? "now" : new Date(body.at);
    await scheduleCampaign(ctx, shopId, campaignId, at);
    const { id, state, scheduledAt } = await findCampaignOrRefuse(ctx.db, shopId, campaignId);
    return { id, state, scheduledAt: isoOf(scheduledAt) };
  },
});

export const cancelStarted = defineOperation({
  id: "cancelCampaign",
  method: "POST",
  path: "/campaigns/{campaignId}/cancel",
  tag,
  scope: "campaigns:write",
  summary: "Cancel a campaign",
  description: "Texts that were handed to the carrier can’t be recalled. A canceled campaign can’t be resumed.",
  body: z.strictObject({}),
  answer: { status: 200, schema: standing, description: "The campaign as it stands now." },
  repeat: "key",
  noted: { verb: "campaign.cancel", isEach: true },
  async handle({ ctx, shopId, params: { campaignId } }) {
    await cancelCampaign(ctx, shopId, campaignId);
    const { id, state, scheduledAt } = await findCampaignOrRefuse(ctx.db, shopId, campaignId);
    return { id, state, scheduledAt: isoOf(scheduledAt) };
  },
});
