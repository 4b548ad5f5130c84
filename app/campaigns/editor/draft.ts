import type { MergeTag } from "../../ui/composer.tsx";

/** What stands in the editor's fields. */
export interface Draft {
  name: string;
  body: string;
  linkUrl: string;
  audience: "all" | "tag";
  tag: string;
  /** Empty leaves the choice of the number to us. */
  senderId: string;
}

export interface SenderChoice {
  id: string;
  /** As people read it. */
  label: string;
}

/** What a campaign's text may name. */
export const mergeTags: MergeTag[] = [
  { label: "First name", tag: "{{ customer.first_name }}" },
  { label: "Last name", tag: "{{ customer.last_name }}" },
  { label: "Store name", tag: "{{ shop.name }}" },
  { label: "Link, shortened and counted", tag: "{{ link }}" },
];

/** The numbers a campaign may be sent from. */
export function senderChoices(senders: { id: string; phone: string; partsPerSecond: number }[]): SenderChoice[] {
  return senders.map(({ id, phone, partsPerSecond }) => ({
    id,
    label: `${phone} · ${partsPerSecond.toLocaleString("en-US")} segments a second`,
  }));
}
