import type { CampaignRecipient } from "#domain/campaigns/report/recipients";
import type { CodeWords } from "#domain/messages/explain/describe-reason";
import { explainText, explainWhy, type FormatTime } from "#domain/messages/explain/explain";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";

/** One person of a campaign as the report lists them. */
export interface RecipientLine {
  id: string;
  subscriberId: string;
  /** The name, or the number of someone without one. */
  person: string;
  phone: string;
  state: string;
  /** What became of the text, in a sentence. */
  outcome: string;
  hasClicked: boolean;
  /** What they ordered after tapping the link: "#1001", and what it brought. */
  orders: { id: string; name: string; micros: number; currency: string }[];
  /** The rules that ran, a sentence each. */
  why: string[];
  /** The words they got. */
  body: string | null;
  /** Every rule about this person and this campaign, then and now. */
  whyUrl: string;
}

export function recipientLine(
  recipient: CampaignRecipient,
  campaignId: string,
  formatTime: FormatTime,
  words: CodeWords,
): RecipientLine {
  const phone = formatPhone(recipient.phone);
  return {
    id: recipient.messageId,
    subscriberId: recipient.subscriberId,
    person: personName(recipient),
    phone,
    state: recipient.state,
    outcome: explainText(recipient, formatTime, words),
    hasClicked: recipient.hasClicked,
    orders: recipient.orders.map((order) => ({ ...order, name: order.name ?? "Order" })),
    why: explainWhy(recipient.why, formatTime),
    body: recipient.body,
    whyUrl: `/subscribers/why?${new URLSearchParams({ person: recipient.subscriberId, of: `campaign:${campaignId}` })}`,
  };
}
