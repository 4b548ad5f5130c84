/**
 * Where a campaign stands. `preparing` means that its audience is being counted; texts may leave meanwhile. What a
 * recipient's text is doing is a message's state, not the campaign's.
 */
export const campaignStates = [
  "draft",
  "scheduled",
  "preparing",
  "sending",
  "paused",
  "finished",
  "cancelled",
  "failed",
] as const;

export type CampaignState = (typeof campaignStates)[number];

/** Which states may follow. A paused campaign goes back to where it came from (`pausedFrom`). */
const followers: Record<CampaignState, readonly CampaignState[]> = {
  draft: ["scheduled"],
  scheduled: ["preparing", "paused", "cancelled", "failed"],
  preparing: ["sending", "paused", "cancelled"],
  sending: ["paused", "cancelled", "finished"],
  paused: ["scheduled", "preparing", "sending", "cancelled"],
  finished: [],
  cancelled: [],
  failed: [],
};

export function canBecome(from: CampaignState, to: CampaignState): boolean {
  return followers[from].includes(to);
}

/** True while its words, its audience and its hour may still be changed. */
export function isEditable(state: CampaignState): boolean {
  return state === "draft" || state === "scheduled";
}

/** True while its texts may leave. */
export function isDispatching(state: CampaignState): boolean {
  return state === "preparing" || state === "sending";
}

/** True when nothing about it will ever change again. */
export function isOver(state: CampaignState): boolean {
  return followers[state].length === 0;
}
