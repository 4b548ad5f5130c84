import type { Alert, Notification } from "./notification.ts";

/** Of one message; more are counted. */
const MOST_ALERTS = 5;
/** Telegram takes 4,096 characters after its entities are parsed (core.telegram.org/bots/api#sendmessage). */
const MOST_TELEGRAM = 4_000;
/** Three parts of a text in the alphabet that needs most room. */
const MOST_SMS = 200;

/** Telegram's HTML: three characters are special (core.telegram.org/bots/api#html-style). */
export function telegramText(notification: Notification, runbookUrl: string): string {
  const lines = firstAlerts(notification).map((alert) => {
    const link = runbookLink(alert, runbookUrl);
    const head = `<b>${escapeHtml(titleOf(alert))}</b>`;
    const room = Math.floor(MOST_TELEGRAM / MOST_ALERTS) - 300;
    const summary = escapeHtml(cut(summaryOf(alert), room));
    return [head, summary, link && `<a href="${escapeHtml(link)}">Runbook</a>`].filter(Boolean).join("\n");
  });
  return [...lines, moreOf(notification)].filter(Boolean).join("\n\n");
}

/** The first alert in plain words, short enough for a few parts. */
export function smsText(notification: Notification): string {
  const [first] = firstAlerts(notification);
  const more = notification.alerts.length + notification.truncatedAlerts - 1;
  const text = first ? `${titleOf(first)}: ${summaryOf(first)}` : "";
  return `${cut(plain(text), MOST_SMS)}${more > 0 ? ` (+${more} more)` : ""}`;
}

/** Those that fire before those that are over. */
function firstAlerts({ alerts }: Notification): Alert[] {
  const firing = alerts.filter(({ status }) => status === "firing");
  return [...firing, ...alerts.filter(({ status }) => status === "resolved")].slice(0, MOST_ALERTS);
}

function moreOf({ alerts, truncatedAlerts }: Notification): string {
  const more = Math.max(0, alerts.length - MOST_ALERTS) + truncatedAlerts;
  return more > 0 ? `and ${more} more` : "";
}

function titleOf({ status, labels: { alertname = "Alert", severity } }: Alert): string {
  const state = status === "resolved" ? "Resolved" : severity === "page" ? "Page" : "Ticket";
  return `${state}: ${cut(plain(alertname), 80)}`;
}

function summaryOf({ annotations: { summary, description } }: Alert): string {
  return plain(summary ?? description ?? "");
}

/** A path of ours has the address of the operator's copy put in front. Null for what is no web address then. */
function runbookLink({ annotations: { runbook_url: link = "" } }: Alert, runbookUrl: string): string | null {
  const full = /^https?:/.test(link) ? link : link && runbookUrl && `${runbookUrl}/${link}`;
  return URL.canParse(full) ? full : null;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** One line, without characters that steer a terminal or a phone. */
function plain(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, " ").trim();
}

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
