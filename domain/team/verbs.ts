import type { Role } from "./roles.ts";

/** What an entry of the audit log is about; its id leads to a page, where there is one. */
export type SubjectKind = "campaign" | "flow" | "conversation" | "subscriber" | "segment" | "import" | "person";

export interface Verb {
  /** The least role that may do it. */
  needs: Role;
  /** Completes "Only owners can …". */
  does: string;
  /** How the audit log notes it, or why it doesn't. */
  audit:
    | {
        /** "Started or scheduled a campaign". */
        says: string;
        of?: SubjectKind;
        /** True for what is looked at again and again: one entry for a person, a subject and an hour. */
        isHourly?: true;
      }
    | { not: string };
}

const noted = (needs: Role, does: string, says: string, of?: SubjectKind): Verb => ({
  ...{ needs, does },
  audit: { says, ...(of && { of }) },
});
const hourly = (needs: Role, does: string, says: string, of?: SubjectKind): Verb => ({
  ...{ needs, does },
  audit: { says, isHourly: true, ...(of && { of }) },
});
const unnoted = (needs: Role, does: string, not: string): Verb => ({ needs, does, audit: { not } });

/**
 * Everything that people can do here, with the role it needs and its entry in the audit log. Pages name these verbs
 * (app/access/pages.ts). Runs in the browser.
 */
export const VERBS = {
  "page.see": unnoted("read-only", "see this page", "It shows no private messages, secrets or files."),
  "home.setup": unnoted("marketing", "change the setup guide", "It only hides the guide."),
  "test-phone.prove": unnoted(
    "marketing",
    "verify a phone for test texts",
    "It texts a code to the person’s own phone.",
  ),
  "test-text.send": noted("marketing", "send test texts", "Sent a test text"),

  "campaign.draft": unnoted("marketing", "edit campaigns", "A draft reaches no one; starting it is noted."),
  "campaign.delete": noted("marketing", "delete campaigns", "Deleted a campaign draft", "campaign"),
  "campaign.start": noted("marketing", "start campaigns", "Started or scheduled a campaign", "campaign"),
  "campaign.pause": noted("marketing", "pause campaigns", "Paused a campaign", "campaign"),
  "campaign.resume": noted("marketing", "resume campaigns", "Resumed a campaign", "campaign"),
  "campaign.cancel": noted("marketing", "cancel campaigns", "Canceled a campaign", "campaign"),
  "campaign.move": noted("marketing", "move the start of campaigns", "Moved a campaign’s start", "campaign"),
  "campaign.limit": noted("marketing", "change a campaign’s limit", "Changed a campaign’s spending limit", "campaign"),
  "campaign.urgent": noted("marketing", "mark campaigns urgent", "Changed which campaign is urgent", "campaign"),

  "flow.draft": unnoted("marketing", "edit flows", "A draft reaches no one; publishing it is noted."),
  "flow.try": unnoted("read-only", "test flows", "Nothing is sent or stored."),
  "flow.publish": noted("marketing", "publish flows", "Published a flow", "flow"),
  "flow.switch": noted("marketing", "turn flows on and off", "Turned a flow on or off", "flow"),
  "flow.pause": noted("marketing", "pause flows", "Paused a flow", "flow"),
  "flow.resume": noted("marketing", "resume flows", "Resumed a flow", "flow"),
  "flow.move": noted("marketing", "move people between versions", "Stopped moving people to a new version", "flow"),
  "flow.delete": noted("marketing", "delete flows", "Deleted a flow", "flow"),
  "flow.restore": noted("marketing", "restore flows", "Restored a flow", "flow"),
  "flow.winner": noted("marketing", "choose A/B test winners", "Chose or undid the winner of an A/B test", "flow"),
  "flow.secret": hourly("owner", "see signing secrets", "Opened a signing secret"),
  "flow.replace-secret": noted("owner", "replace signing secrets", "Replaced a signing secret"),

  "inbox.see": unnoted("support", "see conversations", "Opening a conversation is noted."),
  "conversation.read": hourly("support", "see conversations", "Opened a conversation", "conversation"),
  "conversation.answer": noted("support", "answer people", "Answered in a conversation", "conversation"),
  "conversation.delete-note": noted("support", "delete notes", "Deleted a note of a conversation", "conversation"),
  "conversation.hand-over": noted(
    "support",
    "hand conversations over",
    "Handed a conversation to the help desk",
    "conversation",
  ),
  "conversation.sort": unnoted("support", "work on conversations", "The conversation itself shows who did it."),

  "subscriber.read": hourly("read-only", "open profiles", "Opened a profile", "subscriber"),
  "subscriber.explain": hourly("read-only", "use the message checker", "Used the message checker", "subscriber"),
  "subscriber.opt-out": noted("support", "opt people out", "Opted a subscriber out", "subscriber"),
  "subscriber.decide": noted("support", "decide possible opt-outs", "Decided a possible opt-out"),
  "subscriber.change": noted("marketing", "change subscribers", "Changed tags or lists of subscribers"),
  "subscriber.export": noted("marketing", "export subscribers", "Exported subscribers"),
  "subscriber.export-texts": noted("marketing", "export texts", "Exported texts"),
  "import.upload": noted("marketing", "import subscribers", "Uploaded a file to import"),
  "import.check": unnoted("marketing", "import subscribers", "A check changes nothing; starting the import is noted."),
  "import.start": noted("marketing", "import subscribers", "Started an import", "import"),
  "import.pause": noted("marketing", "pause imports", "Paused an import", "import"),
  "import.resume": noted("marketing", "resume imports", "Resumed an import", "import"),
  "import.cancel": noted("marketing", "cancel imports", "Canceled an import", "import"),
  "import.download": noted("marketing", "download rejected lines", "Downloaded an import’s rejected lines", "import"),

  "segment.try": unnoted("read-only", "try conditions", "Nothing is stored."),
  "segment.find": unnoted("marketing", "look for people to add to lists", "It shows eight names at a time."),
  "segment.change": noted("marketing", "change segments", "Changed a segment", "segment"),
  "list.change": noted("marketing", "change lists", "Changed a list"),

  "keyword.change": noted("marketing", "change keywords", "Changed a keyword"),
  "saved-reply.change": noted("support", "change saved replies", "Changed a saved reply"),
  "setting.texting": noted("marketing", "change texting settings", "Changed a texting setting"),
  "setting.attribution": noted("marketing", "change attribution", "Changed the attribution window"),
  "sending.stop": noted("marketing", "stop all sending", "Stopped all sending"),
  "sending.resume": noted("marketing", "resume all sending", "Resumed all sending"),
  "sending.limit": noted("owner", "change the spending limit", "Changed the daily spending limit"),
  "sender.change": noted("owner", "change numbers", "Changed a number or the name in texts"),
  "staff-number.change": noted("owner", "change staff numbers", "Changed the staff numbers"),
  "alert.change": noted("owner", "change alerts to staff", "Changed alerts to staff"),
  "alert.test": unnoted("owner", "send test alerts", "It reaches only the store’s own staff."),
  "webhook.see": unnoted("owner", "see webhooks", "It shows addresses and results."),
  "webhook.change": noted("owner", "change webhooks", "Changed a webhook endpoint"),
  "webhook.secret": noted("owner", "replace webhook secrets", "Replaced a webhook’s secret"),
  "webhook.send": noted("owner", "send webhook events again", "Sent webhook events again"),
  "help-desk.see": unnoted("owner", "see help desks", "It shows addresses and results, never the token."),
  "help-desk.change": noted("owner", "change help desks", "Changed the help desk"),
  "help-desk.test": unnoted("owner", "test help desks", "A test changes nothing."),
  "api-key.see": unnoted("owner", "see API keys", "Secrets are shown only when a key is created."),
  "api-key.create": noted("owner", "create API keys", "Created an API key"),
  "api-key.rotate": noted("owner", "rotate API keys", "Rotated an API key"),
  "api-key.revoke": noted("owner", "revoke API keys", "Revoked an API key"),
  "privacy.download": noted("owner", "download a person’s data", "Downloaded the data of a privacy request"),

  "team.role": noted("owner", "change roles", "Changed a role", "person"),
  "activity.see": unnoted("owner", "see the activity log", "It holds what is noted already."),
  "activity.keep": noted("owner", "change how long activity is kept", "Changed how long activity is kept"),
  "activity.export": noted("owner", "export the activity log", "Exported the activity log"),
} satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;

/** The verb by its name. */
export function verbNamed(name: VerbName): Verb {
  return VERBS[name];
}

/** Names of verbs that a log may hold, of this build. */
export function isVerbName(name: string): name is VerbName {
  return Object.hasOwn(VERBS, name);
}
