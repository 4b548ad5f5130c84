import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";

export function FlowStep({ flowId }: { flowId: string | null }) {
  const fetcher = useFetcher<FormAnswer>();
  const refusal = fetcher.data && !fetcher.data.ok ? Object.values(fetcher.data.errors)[0] : undefined;
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  return (
    <BlockStack gap="300">
      {refusal && <Banner tone="critical">{refusal}</Banner>}
      <Text as="p">
        One hour after a shopper abandons a cart, they get one text with a link to it. Shoppers who order before then
        don’t get the text. Turn it on now, or review and edit it first.
      </Text>
      <InlineStack gap="200">
        <Button
          variant="primary"
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "turn-on-reminders" }, { method: "post", action: "/?index" })}
        >
          Turn on reminders
        </Button>
        <Button url={flowId ? `/flows/${flowId}` : "/flows"}>Review first</Button>
      </InlineStack>
    </BlockStack>
  );
}
