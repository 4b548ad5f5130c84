import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import type { FilledShop } from "../factories/filled-shop.ts";

type Form = Record<string, string>;

/** Whose id stands in an address, by the parameter's name in app/routes.ts. Several when a page shows several states. */
export const IDS_BY_PARAMETER: Record<string, (of: FilledShop) => string[]> = {
  campaignId: (of) => [of.campaignId, of.draftId],
  flowId: (of) => [of.flowId],
  subscriberId: (of) => [of.subscriberId],
  conversationId: (of) => [of.conversationId],
  pictureId: (of) => [of.pictureId],
  requestId: (of) => [of.requestId],
  importId: (of) => [of.importId],
  segmentId: (of) => [of.segmentId],
  listId: (of) => [of.listId],
  keywordId: (of) => [of.keywordId],
  endpointId: (of) => [of.endpointId],
  "*": () => ["anything"],
};

const document = JSON.stringify(abandonedCart.document);
const importSetup = JSON.stringify({
  ...{ mapping: { phone: 0 }, source: "Taken over", words: "Taken over", consentedOn: "2024-05-04", isTrue: true },
  ...{ defaultCountry: "US", tags: "taken-over", replaces: true },
});
const SOMEBODY = "+12125550100";
const trial = {
  event: { kind: "made-up", properties: {}, tags: {}, totalMicros: 20_000_000 },
  ...{ startsAt: null, reply: "", answers: {} },
  happens: { ordered: null, clicked: null, replied: null, custom: {} },
};

function campaign({ senderId }: FilledShop, more: Form = {}): Form {
  const words = { name: "Taken over", body: "Taken over {{ link }}", linkUrl: "https://taken-over.test/" };
  return { ...words, audience: "all", tag: "", senderId, ...more };
}

/** To a segment and to a list. */
function toTheirs(of: FilledShop): Form[] {
  const { segmentId, listId } = of;
  return [campaign(of, { audience: "segment", segmentId }), campaign(of, { audience: "list", listId })];
}

/** The people on a list. */
function segment(listId: string): { name: string; rules: string } {
  return { name: "Taken over", rules: JSON.stringify({ type: "list", id: listId, name: "Taken over" }) };
}

function keyword(more: Form): Form {
  return { words: "TAKENOVER", answer: "Taken over", tag: "taken-over", joins: "true", ...more };
}

/** What each page can be asked to do, with every id that its form can carry. A page that has an action must be here. */
export const FORMS_BY_PAGE: Record<string, (of: FilledShop) => Form[]> = {
  home: () => [
    { intent: "turn-on-reminders" },
    { intent: "test-text", phone: SOMEBODY },
    { intent: "test-code", phone: SOMEBODY },
    { intent: "test-prove", phone: SOMEBODY, code: "123456" },
    { intent: "dismiss-setup" },
  ],
  prepare: ({ campaignId }) => [
    { intent: "move-start", campaignId, from: "2026-11-25T14:00:00.000Z", to: "2026-11-25T15:00:00.000Z" },
  ],
  "campaigns/new": (of) => [
    campaign(of),
    ...toTheirs(of),
    campaign(of, { intent: "test", phone: SOMEBODY }),
    campaign(of, { intent: "launch", when: "now" }),
    campaign(of, { intent: "dry-run", when: "now" }),
  ],
  "campaigns/estimate": (of) => [
    campaign(of),
    campaign(of, { audience: "unsent", unsentOf: of.campaignId }),
    ...toTheirs(of),
  ],
  "campaigns/report": () => [
    ...["pause", "resume", "cancel", "copy", "urgent", "not-urgent", "unsent"].map((intent) => ({ intent })),
    { intent: "cap", spendCap: "1.00" },
  ],
  "campaigns/editor": (of) => [
    campaign(of),
    ...toTheirs(of),
    campaign(of, { intent: "test", phone: SOMEBODY }),
    campaign(of, { intent: "launch", when: "now" }),
    campaign(of, { intent: "dry-run", when: "now" }),
    { intent: "delete" },
  ],
  "campaigns/dry-run": () => [{ intent: "ask" }, { intent: "cancel" }, { intent: "reword", body: "Taken over" }],
  "flows/index": ({ flowId }) => [
    ...["false", "true"].map((isLive) => ({ flowId, isLive })),
    { intent: "restore", flowId },
  ],
  "flows/new": () => [{ template: "abandoned-cart" }, { intent: "blank", trigger: "order-placed" }],
  "flows/editor": () => [
    { intent: "rename", name: "Taken over" },
    { intent: "duplicate" },
    { intent: "delete" },
    { intent: "save", document },
    { intent: "publish", document, move: "{}" },
    { intent: "preview-move", document },
    { intent: "stop-move" },
    { intent: "pause" },
    { intent: "resume" },
  ],
  "flows/report": () => [
    { intent: "choose-winner", stepId: "remind", variantId: "a" },
    { intent: "undo-winner", stepId: "remind" },
  ],
  "keywords/new": ({ listId }) => [keyword({ listId })],
  "keywords/keyword": ({ listId }) => [keyword({ listId }), { intent: "delete" }],
  "settings/staff": ({ staffId }) => [
    { intent: "add", name: "Taken over", phone: "+12125550199" },
    { intent: "remove", id: staffId },
  ],
  "settings/help-desks": () => [
    { intent: "connect", kind: "gorgias", subdomain: "taken-over", userName: "ada@shop.test", token: "" },
    { intent: "hand-over", handsOver: "all" },
    ...["test", "disconnect", "reconnect"].map((intent) => ({ intent })),
  ],
  "settings/webhooks": () => [{ intent: "add", url: "https://taken-over.test/", eventTypes: "message.sent" }],
  "settings/webhook": ({ webhookEventId: eventId }) => [
    { intent: "save", url: "https://taken-over.test/", eventTypes: "message.sent" },
    ...["turn-off", "turn-on", "replace-secret", "test", "delete"].map((intent) => ({ intent })),
    { intent: "resend-one", eventId },
    { intent: "resend-since", which: "all", hours: "720" },
  ],
  "settings/alerts": ({ staffId: id }) => [
    { intent: "save", id, questions: "true", troubles: "true", waitingMinutes: "30" },
    { intent: "test", id },
  ],
  "settings/api": ({ apiKeyId: id }) => [
    { intent: "create", name: "Taken over", scopes: "events:write" },
    { intent: "rotate", id, overlapHours: "1" },
    { intent: "revoke", id },
  ],
  "flows/webhook-secret": () => [{ url: "https://erp.test/" }],
  "flows/trial": ({ subscriberId }) => [
    { document, question: JSON.stringify({ ...trial, person: { kind: "subscriber", id: subscriberId } }) },
  ],
  "inbox/thread": ({ savedReplyId: reply, noteId: note }) => [
    { intent: "answer", key: "a", body: "Taken over" },
    { intent: "note", key: "a", body: "Taken over" },
    { intent: "delete-note", note },
    ...["close", "reopen", "unassign", "unread", "hand-over"].map((intent) => ({ intent })),
    { intent: "assign", assignee: "42" },
    { intent: "snooze", hours: "4" },
    { intent: "read", upTo: "2999-01-01T00:00:00Z" },
    { intent: "saved-reply", reply },
  ],
  "subscribers/index": ({ subscriberId }) => [
    ...["add-tag", "remove-tag"].map((intent) => ({ intent, id: subscriberId, tag: "taken-over" })),
    { intent: "add-to-list", id: subscriberId, name: "Taken over" },
  ],
  "subscribers/imports/upload/upload": () => [{ file: "what a form holds" }],
  "subscribers/import": () => [
    { intent: "examine", setup: importSetup },
    ...["start", "pause", "resume", "cancel"].map((intent) => ({ intent })),
  ],
  "subscribers/opt-outs": ({ unsureReplyId: reply }) => ["opted-out", "kept", "open"].map((to) => ({ reply, to })),
  "subscribers/why": ({ campaignId, flowId }) =>
    [`campaign:${campaignId}`, `flow:${flowId}`].map((of) => ({ phone: SOMEBODY, of })),
  "subscribers/profile": () => [{ intent: "opt-out" }],
  "segments/new": ({ listId }) => [segment(listId)],
  "segments/segment": ({ listId }) => [
    segment(listId),
    ...["archive", "restore", "delete"].map((intent) => ({ intent })),
  ],
  "segments/preview": ({ listId }) => ["count", "people"].map((ask) => ({ ask, rules: segment(listId).rules })),
  "segments/lists/new": () => [{ name: "Taken over" }],
  "segments/list": ({ subscriberId }) => [
    { name: "Taken over" },
    ...["add", "remove"].map((intent) => ({ intent, id: subscriberId })),
    { intent: "delete" },
  ],
  "settings/sender": ({ senderId, senderPhone }) => [
    { intent: "name", brandName: "Taken over" },
    { intent: "rate", senderId, partsPerSecond: "1" },
    { intent: "budgets", senderId, attClass: "T", registration: "", tMobileTier: "1-24" },
    { intent: "restart", senderId },
    { intent: "release", senderId },
    { intent: "connect", provider: "twilio", phone: senderPhone },
  ],
  "settings/sending": () => [
    { intent: "stop", because: "Taken over" },
    { intent: "start" },
    { intent: "cap", dailySpendCap: "1.00" },
  ],
  "settings/hours": () => [
    {
      ...{ textingStartsMinute: "600", textingEndsMinute: "1080" },
      ...{ frequencyCapTexts: "2", frequencyCapHours: "48", frequencyCapAction: "defer" },
    },
  ],
  "settings/rules": () => [{ stricter: JSON.stringify({ noSundays: true }) }],
  "settings/snippets": () => [
    { before: "", name: "taken-over", text: "Taken over" },
    { intent: "delete", name: "signature" },
  ],
  "settings/saved-replies": ({ savedReplyId: id }) => [
    { name: "Taken over", shortcut: "taken-over", body: "Taken over" },
    { id, version: "1", name: "Taken over", shortcut: "", body: "Taken over" },
    { intent: "delete", id },
  ],
  "settings/replies": () => [{ optOutWords: "ENOUGH", helpText: "Taken over" }],
  "settings/consent": () => [{ doubleOptIn: "forms", doubleOptInHours: "24" }],
  "settings/team": () => [{ intent: "role", member: "42", role: "support" }],
  "settings/activity": () => [{ activityMonths: "3" }],
  "settings/attribution": () => [{ attributionWindowDays: "9" }],
};
