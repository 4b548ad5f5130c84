import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { Purpose } from "#domain/messages/source";

/** What starts a walk. One file each; browser-safe, like everything a flow's editor shows. */
export interface TriggerType {
  title: string;
  /** One sentence: who enters, and when. */
  describe: string;
  /** What texts of such a flow may be for. */
  purposes: Purpose[];
  /** People who order leave: it is checked when they order, at each step, and again just before a text leaves. */
  exitsOnOrder: boolean;
  /** While somebody is in the first wait, newer news of the same subject start that wait again. */
  restartsFirstWait: boolean;
  /** News older than this start no walk. A text has as long, counted from `deadlineFrom`; then it is never sent. */
  textsExpireAfterMs: number;
  /** "event": a rule from outside counts from the event, waits included. "turn": from the end of the waits before a text. */
  deadlineFrom: "event" | "turn";
  /** True when a text has no use without {{ link }}. */
  needsLink: boolean;
  mergeTags: MergeTag[];
}

export const everyFlowsTags: MergeTag[] = [
  { name: "customer.first_name", label: "First name", sample: "Ada" },
  { name: "customer.last_name", label: "Last name", sample: "Lovelace" },
  { name: "shop.name", label: "Store name", sample: "Your store" },
];
