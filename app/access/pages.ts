import type { VerbName } from "#domain/team/verbs";

export interface PageAccess {
  /** What loading it takes. */
  see: VerbName;
  /** What posting to it takes, when it is no page of forms with intents. */
  post?: VerbName;
  /** What its forms and buttons take, by intent: those of the page's action.ts, all of them. */
  intents?: Record<string, VerbName>;
}

const see = "page.see";
const editor: PageAccess = {
  see,
  intents: {
    ...{ save: "campaign.draft", check: "campaign.draft", "dry-run": "campaign.draft" },
    ...{ launch: "campaign.start", test: "test-text.send", delete: "campaign.delete" },
  },
};
const keyword: PageAccess = { see, intents: { save: "keyword.change", delete: "keyword.change" } };
const segment: PageAccess = {
  see,
  intents: { save: "segment.change", archive: "segment.change", restore: "segment.change", delete: "segment.change" },
};
const list: PageAccess = {
  see,
  intents: { save: "list.change", add: "list.change", remove: "list.change", delete: "list.change" },
};
const texting: PageAccess = { see, intents: { save: "setting.texting" } };

/** Each address inside the admin, as app/routes.ts spells it, with the verbs (domain/team/verbs.ts) that it stands for. */
export const PAGES: Record<string, PageAccess> = {
  "/": {
    see,
    intents: {
      ...{ "dismiss-setup": "home.setup", "turn-on-reminders": "flow.switch" },
      ...{ "test-text": "test-text.send", "test-code": "test-phone.prove", "test-prove": "test-phone.prove" },
    },
  },
  "/prepare": { see, intents: { "move-start": "campaign.move" } },
  "/campaigns": { see },
  "/campaigns/new": editor,
  "/campaigns/estimate": { see, post: "page.see" },
  "/campaigns/sending": { see },
  "/campaigns/:campaignId": {
    see,
    intents: {
      ...{ pause: "campaign.pause", resume: "campaign.resume", cancel: "campaign.cancel", cap: "campaign.limit" },
      ...{ urgent: "campaign.urgent", "not-urgent": "campaign.urgent", unsent: "campaign.draft" },
      copy: "campaign.draft",
    },
  },
  "/campaigns/:campaignId/edit": editor,
  "/campaigns/:campaignId/dry-run": {
    see,
    intents: { ask: "campaign.draft", cancel: "campaign.draft", reword: "campaign.draft" },
  },
  "/flows": { see, intents: { save: "flow.switch", restore: "flow.restore" } },
  "/flows/webhook-secret": { see: "flow.secret", post: "flow.replace-secret" },
  "/flows/new": { see, intents: { save: "flow.draft", blank: "flow.draft" } },
  "/flows/:flowId": {
    see,
    intents: {
      ...{ save: "flow.draft", publish: "flow.publish", "preview-move": "flow.draft", "stop-move": "flow.move" },
      ...{ rename: "flow.draft", duplicate: "flow.draft", delete: "flow.delete" },
      ...{ pause: "flow.pause", resume: "flow.resume" },
    },
  },
  "/flows/:flowId/try": { see, post: "flow.try" },
  "/flows/:flowId/report": { see, intents: { "choose-winner": "flow.winner", "undo-winner": "flow.winner" } },
  "/flows/:flowId/versions": { see },
  "/inbox": { see: "inbox.see" },
  "/inbox/live": { see: "inbox.see" },
  "/inbox/pictures/:pictureId": { see: "inbox.see" },
  "/inbox/:conversationId": {
    see: "conversation.read",
    intents: {
      answer: "conversation.answer",
      ...{ note: "conversation.sort", "delete-note": "conversation.delete-note", "saved-reply": "conversation.sort" },
      ...{ close: "conversation.sort", reopen: "conversation.sort", snooze: "conversation.sort" },
      ...{ assign: "conversation.sort", unassign: "conversation.sort" },
      ...{ read: "conversation.sort", unread: "conversation.sort", "hand-over": "conversation.hand-over" },
    },
  },
  "/subscribers": {
    see,
    intents: {
      ...{ "add-tag": "subscriber.change", "remove-tag": "subscriber.change", "add-to-list": "subscriber.change" },
    },
  },
  "/subscribers/import": { see },
  "/subscribers/import/upload": { see, post: "import.upload" },
  "/subscribers/import/:importId": {
    see,
    intents: {
      ...{ examine: "import.check", header: "import.check" },
      ...{ start: "import.start", pause: "import.pause", resume: "import.resume", cancel: "import.cancel" },
    },
  },
  "/subscribers/import/:importId/refused": { see: "import.download" },
  "/subscribers/export": { see },
  "/subscribers/export/file": { see: "subscriber.export" },
  "/subscribers/why": { see, intents: { save: "subscriber.explain" } },
  "/subscribers/opt-outs": { see: "inbox.see", intents: { save: "subscriber.decide" } },
  "/subscribers/:subscriberId": { see: "subscriber.read", intents: { "opt-out": "subscriber.opt-out" } },
  "/segments": { see },
  "/segments/new": segment,
  "/segments/preview": { see, post: "segment.try" },
  "/segments/people": { see: "segment.find" },
  "/segments/lists/new": list,
  "/segments/lists/:listId": list,
  "/segments/:segmentId": segment,
  "/settings": { see },
  "/settings/sender": {
    see,
    intents: {
      ...{ name: "sender.change", connect: "sender.change", rate: "sender.change", budgets: "sender.change" },
      ...{ restart: "sender.change", release: "sender.change" },
    },
  },
  "/settings/sending": {
    see,
    intents: { stop: "sending.stop", start: "sending.resume", cap: "sending.limit" },
  },
  "/settings/hours": texting,
  "/settings/rules": texting,
  "/settings/replies": texting,
  "/settings/keywords": { see },
  "/settings/keywords/new": keyword,
  "/settings/keywords/:keywordId": keyword,
  "/settings/snippets": { see, intents: { save: "setting.texting", delete: "setting.texting" } },
  "/settings/saved-replies": { see, intents: { save: "saved-reply.change", delete: "saved-reply.change" } },
  "/settings/consent": texting,
  "/settings/staff": { see, intents: { add: "staff-number.change", remove: "staff-number.change" } },
  "/settings/alerts": { see, intents: { save: "alert.change", test: "alert.test" } },
  "/settings/webhooks": { see: "webhook.see", intents: { add: "webhook.change" } },
  "/settings/webhooks/:endpointId": {
    see: "webhook.see",
    intents: {
      ...{ save: "webhook.change", "turn-on": "webhook.change", "turn-off": "webhook.change" },
      ...{ delete: "webhook.change", "replace-secret": "webhook.secret" },
      ...{ test: "webhook.send", "resend-one": "webhook.send", "resend-since": "webhook.send" },
    },
  },
  "/settings/help-desks": {
    see: "help-desk.see",
    intents: {
      ...{ connect: "help-desk.change", disconnect: "help-desk.change", reconnect: "help-desk.change" },
      ...{ "hand-over": "help-desk.change", test: "help-desk.test" },
    },
  },
  "/settings/api": {
    see: "api-key.see",
    intents: { create: "api-key.create", rotate: "api-key.rotate", revoke: "api-key.revoke" },
  },
  "/settings/api/reference": { see },
  "/settings/attribution": { see, intents: { save: "setting.attribution" } },
  "/settings/missed-events": { see },
  "/settings/team": { see, intents: { role: "team.role" } },
  "/settings/activity": { see: "activity.see", intents: { save: "activity.keep" } },
  "/settings/activity/file": { see: "activity.export" },
  "/settings/privacy": { see },
  "/settings/privacy/:requestId": { see: "privacy.download" },
};
