import { beforeEach, expect, test } from "vitest";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aTracedPerson } from "../../test/factories/traced-person.ts";
import { dumpDatabase, findIn } from "../../test/setup/dump.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { answerDataRequests } from "./answer-data-requests.ts";
import { redactCustomers } from "./redact-customers.ts";
import { redactShop, redactShopFurther } from "./redact-shop.ts";

// These tests ask PostgreSQL which tables there are, so none can be forgotten. Anyone who adds one that is about
// people finds them red until test/factories/traced-person.ts leaves a trace in it, the file for a shopper tells of it,
// and an erasure takes it away.

const ctx = aContext();
const { db } = ctx;
const now = () => ctx.clock.now();
beforeEach(emptyDatabase);

/** Under which name the file tells of a table that names a subscriber. */
const IN_FILE: Record<string, string> = {
  subscribers: "identity",
  consent_events: "consent",
  messages: "textsToThem",
  inbound_texts: "textsFromThem",
  conversations: "conversations",
  conversation_answers: "answersToThem",
  conversation_pictures: "picturesFromThem",
  conversation_notes: "notesAboutThem",
  conversation_events: "doneInConversations",
  clicks: "clicks",
  // As what each click led to.
  short_links: "clicks",
  checkouts: "checkouts",
  orders: "orders",
  fulfillments: "fulfillments",
  enrollments: "flows",
  events: "events",
  opt_in_requests: "questionsToThem",
  store_consents: "toldToTheStore",
  unsure_replies: "repliesToDecideAbout",
  list_members: "lists",
  subscriber_properties: "properties",
  segment_members: "segmentsOfFlows",
  subscriber_facts: "figures",
  recipient_caps: "lastMarketingTexts",
  browsers: "browsers",
  browse_events: "browsing",
  browsed_carts: "carts",
  product_interests: "productInterests",
  outgoing_requests: "sentToOtherServers",
  webhook_events: "toldToOtherPrograms",
  help_desk_tickets: "helpDeskTickets",
  help_desk_lines: "toldToHelpDesk",
  staff_phones: "staffNumbers",
};

/** Columns of those tables that hold a word of ours, a state or an amount's currency: nothing of the person's own. */
const WORDS_OF_OURS = new Set(
  [
    ...["subscribers.phone_hash", "subscribers.marketing", "subscribers.rule_signature", "subscribers.invalid_reason"],
    "subscribers.identity_news",
    // Random numbers that join the steps of one event.
    ...["intake.traceparent", "enrollments.traceparent", "messages.traceparent", "outgoing_requests.traceparent"],
    ...["consent_events.phone_hash", "consent_events.scope", "consent_events.state", "consent_events.source"],
    ...["consent_events.form_version", "consent_events.reason", "consent_events.double_opt_in"],
    ...[
      "messages.class",
      "messages.purpose",
      "messages.source_kind",
      "messages.occurrence",
      "messages.state",
      "messages.failure_cause",
    ],
    ...["messages.encoding", "messages.provider", "messages.provider_id", "messages.reason"],
    "messages.link_code",
    "messages.variant",
    ...["inbound_texts.provider", "inbound_texts.provider_id", "inbound_texts.meaning", "inbound_texts.topic"],
    ...["inbound_texts.answers_kind", "conversations.state"],
    // Users of the store's; erased with the person whom they talked to.
    ...["conversations.assignee_id", "conversations.assignee_name"],
    ...["conversation_answers", "conversation_notes", "conversation_events"].flatMap((table) =>
      ["by_kind", "by_id", "by_name"].map((column) => `${table}.${column}`),
    ),
    ...["conversation_answers.key", "conversation_notes.key", "conversation_events.kind", "conversation_events.data"],
    ...["provider", "provider_ref", "state", "reason", "content_type"].map((it) => `conversation_pictures.${it}`),
    ...["clicks.code", "clicks.ignored_because", "short_links.code"],
    ...["checkouts.token", "checkouts.cart_token", "checkouts.currency", "checkouts.checkout_id"],
    ...["fulfillments.id", "fulfillments.order_id", "fulfillments.status", "fulfillments.milestones"],
    ...["orders.id", "orders.name", "orders.checkout_token", "orders.currency", "orders.presentment_currency"],
    ...["enrollments.about", "enrollments.waits_for", "enrollments.trail", "enrollments.trouble"],
    ...["enrollments.subject", "enrollments.state", "enrollments.step_id", "enrollments.exited_because", "events.kind"],
    ...["opt_in_requests.source", "opt_in_requests.state", "unsure_replies.phone_hash", "unsure_replies.state"],
    ...["unsure_replies.decided_by", "store_consents.state", "store_consents.opt_in_level", "store_consents.because"],
    ...["store_consents.trouble", "subscriber_properties.name"],
    ...["browsers.browser", "browsers.known_by", "browsers.proof", "browse_events.kind", "browse_events.product_id"],
    ...["product_interests.kind", "product_interests.variant_id"],
    // The merchant's own server, for every request.
    ...["outgoing_requests.url", "outgoing_requests.origin", "outgoing_requests.state", "outgoing_requests.trouble"],
    ...["outgoing_requests.source_kind", "outgoing_requests.occurrence"],
    ...["help_desk_tickets.ticket_id", "help_desk_lines.kind", "help_desk_lines.key", "help_desk_lines.trouble"],
    ...["webhook_events.type", "webhook_events.key", "webhook_events.state", "webhook_events.trouble"],
  ].sort((a, b) => a.localeCompare(b)),
);

interface Column {
  table: string;
  column: string;
  isText: boolean;
}

const columnsOf = statement(
  "columns-about-people",
  `SELECT c.relname AS "table", a.attname AS "column",
          format_type(a.atttypid, NULL) IN ('text', 'text[]', 'jsonb', 'bytea') AS "isText"
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
     -- A fulfillment is its order's buyer's.
     AND (c.relname IN ('subscribers', 'fulfillments') OR EXISTS (
       SELECT FROM pg_attribute s WHERE s.attrelid = c.oid AND s.attname = 'subscriber_id' AND NOT s.attisdropped))`,
);

const KEYS: Record<string, string> = { subscribers: "id", fulfillments: "order_id" };

const tablesAboutPeople = async () =>
  [...new Set((await db.run<Column>(columnsOf)).map(({ table }) => table))].sort((a, b) => (a < b ? -1 : 1));

async function aTracedShop() {
  const shop = await aShop(db, { uninstalledAt: new Date(now().getTime() - 48 * 3_600_000) });
  const person = await aTracedPerson(ctx, shop.id);
  const national = person.phone.slice(2);
  const grouped = `(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}`;
  return { shop, person, traces: ["SECRET", person.phone, grouped, "203.0.113.7"] };
}

test("the person whom tests trace has a row in every table about people", async () => {
  const { person } = await aTracedShop();
  for (const table of await tablesAboutPeople()) {
    const key = KEYS[table] ?? "subscriber_id";
    const rows = await db.run(statement("", `SELECT 1 FROM "${table}" WHERE "${key}" = $1`), [
      table === "fulfillments" ? `o-${person.id}` : person.id,
    ]);
    expect(rows.length, `aTracedPerson leaves no row in ${table}`).toBeGreaterThan(0);
  }
});

test("every column of those tables that can hold something personal does so, or is known to hold none", async () => {
  const { traces } = await aTracedShop();
  const traced = new Set(findIn(await dumpDatabase(db), traces));
  // What country, region, zone and places a person has is theirs, too; the test's person lives in New York.
  for (const column of ["country", "region", "time_zone", "places", "store_tags", "store_tag_news"])
    traced.add(`subscribers.${column}`);
  const columns = (await db.run<Column>(columnsOf)).filter(({ isText }) => isText);
  const unknown = columns
    .map(({ table, column }) => `${table}.${column}`)
    .filter((name) => !traced.has(name) && !WORDS_OF_OURS.has(name));
  expect(unknown).toEqual([]);
});

test("the file for a shopper tells of every table about people, and of the lines of files that were refused", async () => {
  const { shop, person } = await aTracedShop();
  expect(await tablesAboutPeople()).toEqual(Object.keys(IN_FILE).sort((a, b) => (a < b ? -1 : 1)));
  const request = {
    shopId: shop.id,
    requestId: "1",
    customerId: null,
    phone: person.phone,
    orderIds: [],
    askedAt: now(),
  };
  await db.transaction((tx) => answerDataRequests(tx, ctx, [request]));
  const { file } = await db.everyShop.dataRequest.findFirstOrThrow();
  const told = file as Record<string, unknown[]>;
  for (const [table, name] of Object.entries(IN_FILE))
    expect(told[name]?.length, `${table} is not in the file`).toBeGreaterThan(0);
  expect(told.refusedLinesOfFiles).toMatchObject([{ cells: ["SECRET", expect.any(String)], file: "people.csv" }]);
});

test("forgetting a customer leaves nothing of them in any column of any table", async () => {
  const { shop, person, traces } = await aTracedShop();
  const { phone, customerId } = person;
  expect(findIn(await dumpDatabase(db), traces).length).toBeGreaterThan(20);
  await db.transaction((tx) => redactCustomers(tx, ctx, [{ shopId: shop.id, customerId, phone, orderIds: [] }]));
  expect(findIn(await dumpDatabase(db), traces)).toEqual([]);
  expect(await db.everyShop.importNumbers.count()).toBe(0);
  expect(await db.everyShop.import.findFirst()).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("erased"),
  });
});

test("forgetting a store leaves nothing of its people or its owner in any column of any table", async () => {
  const { shop, traces } = await aTracedShop();
  await db.transaction((tx) => redactShop(tx, ctx, { shopId: shop.id, requestedAt: now() }));
  while (await redactShopFurther(ctx, shop.id));
  expect(findIn(await dumpDatabase(db), [...traces, "owner@harbor-candles.test"])).toEqual([]);
  expect(await db.everyShop.importNumbers.count()).toBe(0);
  expect(await db.everyShop.redaction.findMany()).toMatchObject([{ kind: "shop", counts: { subscribers: 1 } }]);
});

test("a file that is being gone through stays until its end", async () => {
  const { shop, person } = await aTracedShop();
  await db.everyShop.import.updateMany({ data: { state: "importing" } });
  const redaction = { shopId: shop.id, customerId: null, phone: person.phone, orderIds: [] };
  await db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
  expect(await db.everyShop.importBlock.count()).toBe(1);
  expect(await db.everyShop.import.findFirst()).toMatchObject({ state: "importing", sample: [] });
});

test("forgetting a customer takes the fingerprints of a paused import's numbers too", async () => {
  const { shop, person } = await aTracedShop();
  await db.everyShop.import.updateMany({ data: { state: "paused" } });
  const redaction = { shopId: shop.id, customerId: null, phone: person.phone, orderIds: [] };
  await db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
  expect(await db.everyShop.importNumbers.count()).toBe(0);
});
