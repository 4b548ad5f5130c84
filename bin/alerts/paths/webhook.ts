import { type AlertPath, post } from "./path.ts";

/** Hands the notification on as Alertmanager sent it, to a pager or a chat. */
export function webhookPath(url: string): AlertPath {
  return {
    name: "webhook",
    send: (notification) =>
      post("The webhook", url, { "Content-Type": "application/json" }, JSON.stringify(notification)),
  };
}
