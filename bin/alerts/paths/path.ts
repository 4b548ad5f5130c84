import type { Notification } from "../notification.ts";

/** One way to reach people or programs. */
export interface AlertPath {
  name: "telegram" | "sms" | "webhook";
  /** Rejects with the reason when it could not reach all of its recipients, or not for sure. */
  send(notification: Notification): Promise<void>;
}

/** A person is woken within seconds or by another path. */
const CALL_MS = 10_000;

/** Posts, and throws with the status when it was refused. The address isn't part of the error: it may hold a token. */
export async function post(name: string, url: string, headers: Record<string, string>, body: string): Promise<void> {
  const request = { method: "POST", headers, body, signal: AbortSignal.timeout(CALL_MS), redirect: "error" as const };
  const response = await fetch(url, request).catch((error: Error) => {
    throw new Error(`${name} could not be reached (${error.name}).`);
  });
  const answer = (await response.text().catch(() => "")).slice(0, 300);
  if (!response.ok) throw new Error(`${name} answered ${response.status}: ${answer}`);
}

/** Sends to each recipient, also after one failed, and then throws the first failure. */
export async function toEach(recipients: string[], send: (recipient: string) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(recipients.map(send));
  const failed = results.find((it) => it.status === "rejected");
  if (failed) throw failed.reason;
}
