import type { Log } from "#platform/log";
import { digestOf, isPage, type Notification } from "./notification.ts";
import type { AlertPath } from "./paths/path.ts";

const HOUR_MS = 3_600_000;
/** Groups that are remembered; more forget the oldest. */
const MOST_GROUPS = 10_000;

export interface ForwardOptions {
  paths: AlertPath[];
  log: Log;
  /** The same state of a group is sent again after this. */
  repeatMinutes: number;
  /** Of each path. */
  messagesPerHour: number;
  /** Real time in milliseconds. */
  now: () => number;
}

type Sent = "sent" | "known" | "limited" | "failed";

/** Sends a notification on. Resolves with false when no path took it: Alertmanager then tries again. */
export type Forward = (notification: Notification) => Promise<boolean>;

/**
 * Decides which paths a notification takes. A page goes to all of them, a ticket to all but SMS. When none of a person's paths
 * took it, the others are tried. A path doesn't repeat a group whose state it has told lately, so that two Alertmanagers or a
 * repeated notification send one message; beyond its messages of an hour it counts as failed.
 */
export function forwarder({ paths, log, repeatMinutes, messagesPerHour, now }: ForwardOptions): Forward {
  const told = new Map<string, { digest: string; at: number }>();
  const sentAt = new Map<string, number[]>();

  async function sendBy(path: AlertPath, notification: Notification): Promise<Sent> {
    const key = `${path.name} ${notification.groupKey}`;
    const digest = digestOf(notification);
    const last = told.get(key);
    if (last?.digest === digest && now() - last.at < repeatMinutes * 60_000) return "known";
    const recent = (sentAt.get(path.name) ?? []).filter((at) => now() - at < HOUR_MS);
    sentAt.set(path.name, recent);
    if (recent.length >= messagesPerHour) {
      log.warn({ path: path.name }, "an alert was not sent: the path has had its messages of this hour");
      return "limited";
    }
    // Counted before the call, so that many at a time keep to the limit.
    recent.push(now());
    told.set(key, { digest, at: now() });
    try {
      await path.send(notification);
    } catch (error) {
      log.error({ path: path.name, err: error }, "an alert could not be sent");
      if (told.get(key)?.digest === digest) told.delete(key);
      return "failed";
    }
    if (told.size > MOST_GROUPS) told.delete(told.keys().next().value ?? "");
    return "sent";
  }

  const sendByAll = (which: AlertPath[], notification: Notification) =>
    Promise.all(which.map((path) => sendBy(path, notification)));
  const isTold = (results: Sent[]) => results.some((it) => it === "sent" || it === "known");

  return async (notification) => {
    const first = paths.filter(({ name }) => isPage(notification) || name !== "sms");
    const results = await sendByAll(first, notification);
    const reachesPeople = first.some(
      ({ name }, place) => name !== "webhook" && isTold(results.slice(place, place + 1)),
    );
    if (reachesPeople) return true;
    const others = await sendByAll(
      paths.filter((path) => !first.includes(path)),
      notification,
    );
    // A page that no path had room for comes again; a ticket has been told often enough.
    const all = [...results, ...others];
    return isTold(all) || (!isPage(notification) && all.every((it) => it === "limited"));
  };
}
