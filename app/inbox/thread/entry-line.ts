import { inSentence, nameOf } from "#app/inbox/author-name";
import { sourceName } from "#domain/consent/words/consent-words";
import type { Author } from "#domain/conversations/inbox/conversation";
import type { TextSource, ThreadEntry } from "#domain/conversations/inbox/thread";
import type { ThreadPicture } from "#domain/conversations/pictures/picture";

/** An entry of the thread as it is drawn: a bubble of either side, a note, or a line between them. */
export type EntryLine = { id: string; at: Date } & (
  | {
      kind: "bubble";
      isFromShopper: boolean;
      label: string;
      body: string;
      pictures: ThreadPicture[];
      about: EntryLink | null;
      state: string | null;
      trouble: string | null;
    }
  | { kind: "note"; label: string; body: string }
  | { kind: "line"; says: string; until: Date | null }
);

interface EntryLink {
  says: string;
  url: string | null;
}

/** What an entry says to the user of the store whose id is given. */
export function entryLine(entry: ThreadEntry, staffId: string): EntryLine {
  const { id, at } = entry;
  const who = (by: Author | null) => (by ? nameOf(by, staffId) : null);
  switch (entry.kind) {
    case "text-in":
      return {
        ...{ kind: "bubble", id, at, isFromShopper: true, state: null, trouble: null },
        label: IN[entry.as],
        body: bodyOf(entry.body, entry.pictures, entry.shown.length),
        pictures: entry.shown,
        about: entry.answers && linkTo(entry.answers, "Replies to"),
      };
    case "text-out":
      return {
        ...{ kind: "bubble", id, at, isFromShopper: false, state: entry.state, trouble: entry.reason },
        label: who(entry.by) ?? (entry.isAutomatic ? "Automatic reply" : "Store"),
        body: entry.body ?? NO_WORDS,
        pictures: [],
        about: entry.source.kind === "conversation" ? null : linkTo(entry.source, "From"),
      };
    case "note":
      return { kind: "note", id, at, label: `Note by ${inSentence(nameOf(entry.by, staffId))}`, body: entry.body };
    case "event":
      return { kind: "line", id, at, ...eventWords(entry, staffId) };
    case "consent":
      return { kind: "line", id, at, says: consentWords(entry), until: null };
  }
}

const NO_WORDS = "This text was erased.";
const IN = { text: "", reaction: "Reaction", "automatic-answer": "Automatic answer from their phone" } as const;

/** The words, and how many pictures there were that can't be shown: the carrier told only their number. */
function bodyOf(body: string | null, pictures: number, shown: number): string {
  const more = pictures - shown;
  const files = more <= 0 ? "" : more === 1 ? "[1 picture]" : `[${more} pictures]`;
  return [body ?? (pictures > 0 ? "" : NO_WORDS), files].filter(Boolean).join("\n");
}

function linkTo({ kind, id, name }: TextSource, verb: string): EntryLink {
  if (kind === "campaign") return { says: `${verb} campaign ${name ?? ""}`.trim(), url: `/campaigns/${id}` };
  if (kind === "flow") return { says: `${verb} flow ${name ?? ""}`.trim(), url: `/flows/${id}/report` };
  return { says: kind === "test" ? `${verb} a test text` : `${verb} this conversation`, url: null };
}

type Event = Extract<ThreadEntry, { kind: "event" }>;

function eventWords({ what, by, data }: Event, staffId: string) {
  const { until } = data;
  const said = {
    assigned: assignedWords(by, data, staffId),
    unassigned: "removed the assignment",
    closed: "closed this conversation",
    reopened: "reopened this conversation",
    snoozed: "snoozed this conversation until",
    woken: "",
  } satisfies Record<Event["what"], string>;
  const unasked = what === "reopened" ? "Reopened by a new text" : "Open again after a snooze";
  return {
    says: by === null ? unasked : `${nameOf(by, staffId)} ${said[what]}`,
    until: what === "snoozed" && until ? new Date(until) : null,
  };
}

function assignedWords(by: Author | null, { assigneeId, assignee }: Event["data"], staffId: string): string {
  if (assigneeId === undefined && assignee !== undefined) return `assigned this to ${assignee}`;
  if (assigneeId === undefined || assigneeId === by?.id) return "took this conversation";
  return `assigned this to ${inSentence(nameOf({ id: assigneeId, name: assignee ?? null }, staffId))}`;
}

function consentWords({ state, source, applied }: Extract<ThreadEntry, { kind: "consent" }>): string {
  const words = CONSENT[state] ?? "Consent changed";
  return `${words} · ${sourceName(source)}${applied ? "" : " · No effect"}`;
}

const CONSENT: Record<string, string> = {
  subscribed: "Opted in to marketing texts",
  unsubscribed: "Opted out",
  retracted: "Opt-out retracted",
  pending: "Requested marketing texts",
  expired: "Didn’t confirm double opt-in in time",
};
