import { Badge, type BadgeProps } from "@shopify/polaris";
import { STATE_NAMES } from "#domain/consent/words/state-names";

/** One meaning, one tone, everywhere. */
const statuses = {
  // Campaigns and flows
  draft: ["Draft", undefined],
  scheduled: ["Scheduled", "attention"],
  preparing: ["Preparing", "info"],
  sending: ["Sending", "info"],
  live: ["Live", "success"],
  finished: ["Finished", "success"],
  paused: ["Paused", "warning"],
  cancelled: ["Canceled", undefined],
  failed: ["Failed", "critical"],
  // Imports
  uploading: ["Uploading", "info"],
  uploaded: ["Ready to check", "attention"],
  examining: ["Checking", "info"],
  examined: ["Checked", "attention"],
  importing: ["Importing", "info"],
  // Single texts
  waiting: ["Waiting", "attention"],
  accepted: ["Sent to provider", "info"],
  sent: ["Sent", "info"],
  delivered: ["Delivered", "success"],
  skipped: ["Skipped", undefined],
  expired: ["Expired", "warning"],
  unknown: ["Outcome unknown", "warning"],
  // Consent
  subscribed: [STATE_NAMES.subscribed, "success"],
  pending: [STATE_NAMES.pending, "attention"],
  unsubscribed: [STATE_NAMES.unsubscribed, undefined],
  retracted: ["Opt-out retracted", "info"],
  never: [STATE_NAMES.never, undefined],
  // Senders
  active: ["Active", "success"],
  stopped: ["Stopped", "critical"],
  released: ["Released", undefined],
  available: ["Available", undefined],
  // Checks of the preparation guide
  ready: ["Ready", "success"],
  todo: ["To do", "attention"],
  review: ["Review", "info"],
} as const satisfies Record<string, readonly [string, BadgeProps["tone"]]>;

export type Status = keyof typeof statuses;

/** A state as merchants read it. A state this table doesn't know is shown by its own name, without a tone. */
export function StatusBadge({ status }: { status: string }) {
  const [label, tone] = Object.hasOwn(statuses, status) ? statuses[status as Status] : [status, undefined];
  return <Badge {...(tone ? { tone } : {})}>{label}</Badge>;
}
