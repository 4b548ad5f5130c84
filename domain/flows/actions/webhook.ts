import { type WebhookConfig, webhookConfig } from "#domain/flows/steps/webhook";
import { type NewRequest, queueRequests } from "#domain/outgoing/queue-requests";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Action, ActionItem } from "./action.ts";

interface Person {
  id: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  country: string | null;
  tags: string[];
}

const readPeople = statement(
  "people-of-webhooks",
  `SELECT s.id, s.first_name AS "firstName", s.last_name AS "lastName", s.phone, s.email, s.country, s.tags
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.id`,
);

/** Queues a request for each person; the worker of the queue "outgoing" sends it after the commit. */
export const webhookAction: Action = {
  holdsPeople: false,
  async run(tx, ctx, items) {
    const people = await peopleOf(tx, items);
    const requests = items.map((item) => requestOf(item, people.get(item.subscriberId)));
    return { jobs: await queueRequests(tx, ctx, requests) };
  },
};

async function peopleOf(tx: Sql, items: ActionItem[]): Promise<Map<string, Person>> {
  const t = columnsOf(items, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId });
  const rows = await tx.run<Person>(...batch(readPeople, { t }));
  return new Map(rows.map((person) => [person.id, person]));
}

function requestOf(item: ActionItem, person: Person | undefined): NewRequest {
  const { shopId, enrollmentId, subscriberId, stepId } = item;
  const config = webhookConfig.parse(item.config);
  return {
    ...{ shopId, sourceKind: "flow", sourceId: enrollmentId, occurrence: stepId, subscriberId },
    ...{ url: config.url, wantsAnswer: config.waits, body: bodyOf(item, config, person) },
  };
}

/** As Standard Webhooks recommends: type, time of the event, data. */
function bodyOf(item: ActionItem, config: WebhookConfig, person: Person | undefined): object {
  const { flowId, stepId, enrollmentId, event, at } = item;
  return {
    type: "flow.webhook",
    timestamp: at.toISOString(),
    data: {
      ...{ flowId, stepId, enrollmentId },
      ...(config.sendsPerson && person && { person }),
      ...(config.sendsEvent && { event }),
      fields: Object.fromEntries(config.fields.map(({ name, value }) => [name, value])),
    },
  };
}
