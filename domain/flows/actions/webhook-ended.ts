import { everyStep } from "#domain/flows/definition/document";
import { loadVersions } from "#domain/flows/publishing/versions";
import { type WebhookConfig, webhookConfig } from "#domain/flows/steps/webhook";
import { answerStep } from "#domain/flows/walk/awaiting";
import type { Job } from "#domain/jobs";
import type { EndedRequest, OutgoingSource } from "#domain/outgoing/source";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { valueAt } from "./value-at.ts";

const readEnrollments = statement(
  "enrollments-of-webhooks",
  `SELECT e.shop_id AS "shopId", e.id, e.version_id AS "versionId"
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id`,
);

/** Lets the enrollments go on whose webhook step has its answer, or will have none. */
export const flowRequests: OutgoingSource = {
  async ended(tx, ctx, requests) {
    const configs = await configsOf(tx, requests);
    const jobs: Job[] = [];
    for (const request of requests) {
      const { shopId, sourceId: enrollmentId, occurrence: stepId } = request;
      const config = configs.get(enrollmentId)?.get(stepId);
      if (config && !config.waits) continue;
      const value = memoryOf(request, config);
      jobs.push(...(await answerStep(tx, ctx, { shopId, enrollmentId, stepId, value })));
    }
    return jobs;
  },
};

/** By enrollment and step: people walk the version that they entered. */
async function configsOf(tx: Sql, requests: EndedRequest[]): Promise<Map<string, Map<string, WebhookConfig>>> {
  const t = columnsOf(requests, { shop_id: (it) => it.shopId, id: (it) => it.sourceId });
  const enrollments = await tx.run<{ shopId: string; id: string; versionId: string }>(...batch(readEnrollments, { t }));
  const versions = await loadVersions(tx, enrollments);
  return new Map(
    enrollments.map(({ id, versionId }) => {
      const steps = everyStep(versions.get(versionId)?.document.steps ?? []).filter(({ type }) => type === "webhook");
      return [id, new Map(steps.map((step) => [step.id, webhookConfig.parse(step.config)]))];
    }),
  );
}

/** What the step keeps: the values that the merchant has named, and how the request ended. */
function memoryOf({ trouble, status, answer }: EndedRequest, config: WebhookConfig | undefined): object {
  const named = config && trouble === null ? config.answers : [];
  const values = named.flatMap(({ name, path }) => {
    const value = valueAt(answer, path);
    return value === null ? [] : [[`webhook.${name}`, value] as const];
  });
  return { trouble, status, values: Object.fromEntries(values) };
}
