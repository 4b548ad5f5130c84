import { campaignTags } from "#domain/campaigns/drafts/merge-tags";
import type { MergeTag } from "../../ui/text/merge-tag-menu.tsx";

/** What stands in the editor's fields. */
export interface Draft {
  name: string;
  body: string;
  linkUrl: string;
  audience: "all" | "tag" | "segment" | "list" | "unsent";
  tag: string;
  /** Empty while none is chosen. */
  segmentId: string;
  listId: string;
  /** Of "unsent": the campaign that did not reach them, and how the audience is called. */
  unsentOf: string;
  unsentName: string;
  /** Empty leaves the choice of the number to us. */
  senderId: string;
  /** US dollars; empty: no cap. */
  spendCap: string;
  isUrgent: "true" | "false";
}

/** A segment or a list that a campaign may be for. */
export interface AudienceChoice {
  id: string;
  name: string;
  /** As last counted; null when it never was. */
  people: number | null;
}

export interface SenderChoice {
  id: string;
  /** As people read it. */
  phone: string;
  partsPerSecond: number;
  /** How many characters its provider accepts in one text. */
  longestText: number;
}

/** What the composer's menu offers. */
export const mergeTags: MergeTag[] = campaignTags.map(({ label, name }) => ({ label, tag: `{{ ${name} }}` }));

/** What is still to be named before anyone can be counted; null when nothing is. */
export function missingAudience(draft: Draft): string | null {
  if (draft.audience === "tag" && draft.tag.trim() === "") return "Enter a tag to see how many subscribers have it.";
  if (draft.audience === "segment" && draft.segmentId === "")
    return "Choose a segment to see how many people it reaches.";
  if (draft.audience === "list" && draft.listId === "") return "Choose a list to see how many people it reaches.";
  return null;
}
