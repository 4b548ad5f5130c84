import { z } from "zod";
import { instant, recordId, text } from "./read.ts";
import { type Translate, translator } from "./translator.ts";

const payload = z.object({ customerId: recordId, tags: z.array(text), occurredAt: instant });

/** customer.tags_added: those that the customer did not have before. */
export const translateTagsAdded: Translate = translator(payload, ({ customerId, tags, occurredAt: eventAt }) => [
  { kind: "customer-tags", eventAt, customerId, added: tags, removed: [] },
]);

/** customer.tags_removed, the last one included. */
export const translateTagsRemoved: Translate = translator(payload, ({ customerId, tags, occurredAt: eventAt }) => [
  { kind: "customer-tags", eventAt, customerId, added: [], removed: tags },
]);
