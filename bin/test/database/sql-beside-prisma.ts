/** The tables whose records Prisma serves. All others belong to SQL; Prisma may read them, and writes none. */
export const PRISMA_TABLES = [
  { model: "flow", table: "flows" },
  { model: "flowVersion", table: "flow_versions" },
  { model: "campaign", table: "campaigns" },
  { model: "segment", table: "segments" },
  { model: "list", table: "lists" },
  { model: "subscriber", table: "subscribers" },
  { model: "shopSettings", table: "shop_settings" },
  { model: "sender", table: "senders" },
  { model: "import", table: "imports" },
  { model: "staffPhone", table: "staff_phones" },
  { model: "staffAlert", table: "staff_alerts" },
  { model: "keyword", table: "keywords" },
  { model: "conversation", table: "conversations" },
  { model: "conversationAnswer", table: "conversation_answers" },
  { model: "conversationNote", table: "conversation_notes" },
  { model: "conversationPicture", table: "conversation_pictures" },
  { model: "conversationEvent", table: "conversation_events" },
  { model: "savedReply", table: "saved_replies" },
  { model: "textTest", table: "text_tests" },
  { model: "apiKey", table: "api_keys" },
  { model: "staffMember", table: "staff_members" },
  { model: "operator", table: "operators" },
  { model: "operatorSession", table: "operator_sessions" },
] as const;

/**
 * Why a statement on these tables is SQL although its text shows neither a lock nor many rows (./one-way.ts). By the name of
 * the statement, or the path of its module when it has none.
 */
export const sqlBesidePrisma: Record<string, string[]> = {
  "runs on the way of a STOP or of a text": ["own-opt-out-words", "stop-sender"],

  "pages through people in the order of an index, with a condition that is put together": [
    "audience-look-end",
    "dry-run-sample",
    "estimate-sample",
    "explain-audience",
    "domain/segments/sample-people.ts",
  ],

  "asks over the shops": [
    "forecast-campaigns",
    "sender-of-phone",
    "domain/campaigns/sending/advance.ts",
    "domain/imports/control/advance.ts",
    "domain/conversations/inbox/wake.ts",
    "give-up-imports",
    "drop-broken-uploads",
    "blank-import-samples",
    "flows-to-prune",
  ],

  "reads or changes several records at once": [
    "campaigns-of-segment",
    "campaigns-under-way-now",
    "dry-run-near",
    "is-any-campaign-leaving",
    "list-segments",
    "look-imports",
    "names-of-lists",
    "pause-flows-of-shop",
    "rename-merged-customer",
    "segments-due",
    "unmark-other-urgent",
  ],

  "takes a step of a state machine, under the record's lock or with values that depend on the row": [
    "cancel-campaign",
    "control-applied",
    "fail-campaign",
    "finish-campaign",
    "pause-campaign",
    "resume-campaign",
    "start-campaign",
    "update-segment",
  ],

  "is one of the looks of operators, a table of statements without parameters of their own": ["look-imports"],

  "compares by an expression that an index serves": ["people-by-email"],

  "runs in the import process, which leaves Prisma out for its memory": [
    "advance-import",
    "begin-import-turn",
    "fail-import",
    "is-import-under-way",
    "keep-date-order",
    "reserve-upload-bytes",
  ],
};
