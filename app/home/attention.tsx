import { Banner, BlockStack } from "@shopify/polaris";
import type { Attention as Item } from "#domain/operations/attention";

const titles: Record<Item["kind"], string> = {
  "sender-stopped": "A number is out of service",
  "no-sender": "Texts cannot be sent",
  "provider-held": "The texting provider takes no texts at present",
  "region-not-allowed": "Texts to a country wait",
  "campaign-failed": "A campaign was not sent",
  "campaign-paused": "A campaign is waiting for you",
  "cap-reached": "Today’s spend cap is reached",
  "budget-used-up": "A carrier’s budget is used up",
  "reply-unsure": "Replies wait for your decision",
  "reply-overdue": "Replies were not decided in time",
  "intake-failed": "Some news could not be read",
};

/** What only the merchant can put right; nothing at all when all is well. */
export function Attention({ items }: { items: Item[] }) {
  if (items.length === 0) return null;
  return (
    <BlockStack gap="300">
      {items.map((item) => {
        const action = actionFor(item);
        return (
          <Banner
            key={`${item.kind} ${item.campaignId ?? item.sentence}`}
            tone={item.severity}
            title={titles[item.kind]}
            {...(action ? { action } : {})}
          >
            <p>{item.sentence}</p>
          </Banner>
        );
      })}
    </BlockStack>
  );
}

function actionFor({ kind, campaignId }: Item): { content: string; url: string } | null {
  switch (kind) {
    case "sender-stopped":
      return { content: "Open Sender", url: "/settings/sender" };
    case "no-sender":
      return { content: "Connect a number", url: "/settings/sender" };
    case "campaign-failed":
    case "campaign-paused":
      return { content: "Open campaign", url: `/campaigns/${campaignId}` };
    case "cap-reached":
      return { content: "Open Spending", url: "/settings/sending" };
    case "budget-used-up":
      return { content: "Open Sender", url: "/settings/sender" };
    case "reply-unsure":
    case "reply-overdue":
      return { content: "Open replies", url: "/subscribers/opt-outs" };
    case "provider-held":
    case "region-not-allowed":
    case "intake-failed":
      return null;
  }
}
