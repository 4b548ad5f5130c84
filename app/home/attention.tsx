import { Banner, BlockStack } from "@shopify/polaris";
import type { Attention as Item } from "#domain/operations/attention";

const titles: Record<Item["kind"], string> = {
  "sender-stopped": "A number is inactive",
  "no-sender": "Texts can’t be sent",
  "provider-held": "Your SMS provider isn’t accepting texts",
  "region-not-allowed": "Texts to a country are on hold",
  "campaign-failed": "A campaign wasn’t sent",
  "campaign-paused": "A campaign needs your attention",
  "cap-reached": "Daily spending limit reached",
  "budget-exhausted": "Carrier’s daily limit reached",
  "reply-unsure": "Replies to review",
  "reply-overdue": "Overdue reply reviews",
  "intake-failed": "Some store events couldn’t be processed",
  "staff-limit": "Staff texts reached their limit",
  "flow-set-aside": "People are stuck in a flow",
  "flow-entries": "People can’t enter a flow",
  "endpoint-stuck": "A webhook endpoint needs your attention",
  "help-desk-stuck": "Your help desk needs your attention",
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
      return { content: "Go to Sender", url: "/settings/sender" };
    case "no-sender":
      return { content: "Connect a number", url: "/settings/sender" };
    case "campaign-failed":
    case "campaign-paused":
      return { content: "Open campaign", url: `/campaigns/${campaignId}` };
    case "staff-limit":
    case "flow-set-aside":
    case "flow-entries":
      return { content: "Open flows", url: "/flows" };
    case "help-desk-stuck":
      return { content: "Go to Help desk", url: "/settings/help-desks" };
    case "endpoint-stuck":
      return { content: "Go to Webhooks", url: "/settings/webhooks" };
    case "cap-reached":
      return { content: "Go to Spending", url: "/settings/sending" };
    case "budget-exhausted":
      return { content: "Go to Sender", url: "/settings/sender" };
    case "reply-unsure":
    case "reply-overdue":
      return { content: "Review replies", url: "/subscribers/opt-outs" };
    case "provider-held":
    case "region-not-allowed":
    case "intake-failed":
      return null;
  }
}
