import type { StoreRecord, Topic } from "#domain/reconciliation/store-record";
import { checkouts } from "#shopify/record/checkouts";
import { customers } from "#shopify/record/customers";
import { orders } from "#shopify/record/orders";
import { listVariables } from "#shopify/record/page";
import type { RecordTopic } from "#shopify/record/topic";
import type { AdminClient } from "./admin-client.ts";
import { storeAnswer } from "./store-answer.ts";

const recordTopics: { [Of in Topic]: RecordTopic<Of> } = { customers, orders, checkouts };

/**
 * Of the points a store grants us, this share is left to callers that wait for an answer: a merchant's page, a consent to write.
 */
const LEFT_TO_OTHERS = 0.5;

/** Shopify's own record of a shop, asked through the Admin API within its cost budget. */
export function storeRecord(client: AdminClient): StoreRecord {
  return {
    async list(shopDomain, topic, page) {
      const answer = await client.ask(shopDomain, recordTopics[topic].list, listVariables(page));
      return storeAnswer(answer, LEFT_TO_OTHERS);
    },
    async tell(shopDomain, topic, wanted) {
      const { type, tell } = recordTopics[topic];
      const ids = wanted.map(({ id }) => `gid://shopify/${type}/${id}`);
      const answer = storeAnswer(await client.ask(shopDomain, tell, { ids }), LEFT_TO_OTHERS);
      return answer.kind === "answer" ? { ...answer, answer: answer.answer(wanted) } : answer;
    },
  };
}
