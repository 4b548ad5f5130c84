import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import { emailIn, findPeople, numberIn } from "./find-people.ts";

/** A customer asked the store what is held about them (customers/data_request). */
export interface DataRequest {
  shopId: string;
  /** The store's id of the request. */
  requestId: string;
  customerId: string | null;
  phone: string | null;
  email?: string | null;
  /** The store's ids of their orders: of a buyer without a number we know no more than that. */
  orderIds: string[];
  askedAt: Date;
}

const collect = statementFile(import.meta.url, "./collect.sql");
const keep = statement(
  "keep-data-request",
  `INSERT INTO data_requests (shop_id, id, customer_id, file, asked_at) VALUES ($1, $2, $3, $4::jsonb, $5)
   ON CONFLICT (shop_id, id) DO NOTHING`,
);

/**
 * Writes down everything we hold about the person, for the merchant to hand on: identity, consent, texts both ways, clicks,
 * checkouts, orders, flows, events. An e-mail address that several people gave finds none of them: their texts are not
 * handed to another. Someone we do not know gets a file that says so. A request is answered once, as things stood then.
 */
export async function answerDataRequests(
  tx: Sql,
  ctx: Pick<Context, "hashPhone">,
  requests: DataRequest[],
): Promise<void> {
  for (const request of requests) {
    const phone = await numberIn(tx, request.shopId, request.phone);
    const email = emailIn(request.email ?? null);
    const { people } = await findPeople(tx, ctx, { ...request, phone, email });
    const [held] = await tx.run<Record<string, unknown>>(collect, [
      request.shopId,
      people.map((it) => it.id),
      request.orderIds,
      phone,
    ]);
    const asked = { customerId: request.customerId, phone: phone ?? request.phone, email };
    const file = storableJson({ asked, ...held });
    await tx.run(keep, [request.shopId, request.requestId, request.customerId, file, request.askedAt]);
  }
}
