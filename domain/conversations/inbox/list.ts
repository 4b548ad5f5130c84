import { searchPatterns } from "#domain/subscribers/found";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { Assignee, ConversationState } from "./conversation.ts";

export const inboxViews = ["open", "waiting", "snoozed", "closed", "all", "possible-opt-outs"] as const;
export type InboxView = (typeof inboxViews)[number];

export interface InboxQuery {
  view: InboxView;
  /** Part of a name, an email address, a number, a text or a note. */
  search?: string;
  /** Null, "" or absent: any. "none": no one. */
  assigneeId?: string | null;
  /** `next` of the page before. */
  after?: string | null;
  /** At most 50. */
  size?: number;
}

export interface ListedConversation {
  id: string;
  subscriberId: string;
  /** E.164; null after an erasure. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  state: ConversationState;
  isUnread: boolean;
  unreadTexts: number;
  assignee: Assignee | null;
  snoozedUntil: Date | null;
  lastTextAt: Date;
  /** The last text of either side; null when none was written. */
  preview: { body: string | null; isFromShopper: boolean; pictures: number } | null;
  /** Something they wrote may be an opt-out, and no one has decided about it. */
  isPossibleOptOut: boolean;
}

export interface InboxPage {
  conversations: ListedConversation[];
  /** Null when there are no older ones. A search that looked through as many as it may goes on from there. */
  next: string | null;
}

type Row = Omit<ListedConversation, "isUnread" | "assignee"> & {
  id: string | null;
  looked: number;
  oldest: { at: string; id: string } | null;
  assigneeId: string | null;
  assigneeName: string | null;
};

const USUAL_SIZE = 30;
const LARGEST_SIZE = 50;
/** Conversations that one search looks through, about a tenth of a second of PostgreSQL. */
const LOOKED_THROUGH = 2_000;

const { text: ofPage } = statementFile(import.meta.url, "./list-conversations.sql");
const older = "($3::timestamptz IS NULL OR (c.last_text_at, c.id) < ($3, $4::uuid))";
const newest = "ORDER BY c.last_text_at DESC, c.id DESC LIMIT $5";
const listIn = (name: string, conversations: string) =>
  statement(name, ofPage.replace("(PAGE)", `(SELECT c.* FROM ${conversations} AND ${older} ${newest})`));
const list = {
  state: listIn("list-conversations", "conversations c WHERE c.shop_id = $1 AND c.state = $2::text"),
  all: listIn("list-all-conversations", "conversations c WHERE c.shop_id = $1 AND $2::text IS NULL"),
  optOuts: listIn(
    "list-conversations-of-opt-outs",
    `(SELECT DISTINCT subscriber_id FROM unsure_replies WHERE shop_id = $1 AND state = 'open') u
     JOIN conversations c ON c.shop_id = $1 AND c.subscriber_id = u.subscriber_id WHERE $2::text IS NULL`,
  ),
};

/** A page of the shop's conversations in a view, newest first. An invalid cursor is ignored. */
export async function listConversations(db: Sql, shopId: string, query: InboxQuery): Promise<InboxPage> {
  const { view, assigneeId } = query;
  const size = Math.min(Math.max(1, query.size ?? USUAL_SIZE), LARGEST_SIZE);
  const cursor = parseCursor(query.after ?? "");
  const patterns = searchPatterns(query.search ?? "");
  const assignee = assigneeId ? (assigneeId === "none" ? "" : assigneeId) : null;
  const isFiltered = assignee !== null || patterns.some((it) => it !== null);
  const most = isFiltered ? LOOKED_THROUGH : size + 1;
  const statementOf = view === "all" ? list.all : view === "possible-opt-outs" ? list.optOuts : list.state;
  const state = statementOf === list.state ? view : null;
  const rows = await db.run<Row>(statementOf, [
    ...[shopId, state, cursor?.at ?? null, cursor?.id ?? null, most],
    ...[assignee, ...patterns, size + 1],
  ]);
  const found = rows.flatMap((row) => (row.id === null ? [] : [listed(row)]));
  const conversations = found.slice(0, size);
  const last = conversations.at(-1);
  if (found.length > size && last) return { conversations, next: cursorOf(last.lastTextAt, last.id) };
  const [{ looked = 0, oldest = null } = {}] = rows;
  const isCutShort = isFiltered && looked === most && oldest !== null;
  return { conversations, next: isCutShort ? cursorOf(new Date(oldest.at), oldest.id) : null };
}

function listed({ looked: _, oldest: __, assigneeId, assigneeName, ...row }: Row): ListedConversation {
  const assignee = assigneeId === null ? null : { id: assigneeId, name: assigneeName };
  return { ...row, isUnread: row.unreadTexts > 0, assignee };
}

function cursorOf(at: Date, id: string): string {
  return `${at.getTime()}_${id}`;
}

function parseCursor(text: string): { at: Date; id: string } | null {
  const [time = "", id = ""] = text.split("_");
  return /^\d{1,15}$/.test(time) && isId(id) ? { at: new Date(Number(time)), id } : null;
}
