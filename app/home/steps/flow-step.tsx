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
        An hour after someone leaves a cart behind, they get one text with its link. Those who order before then get
        none. Turn it on as it is, or read and change it first.
      </Text>
      <InlineStack gap="200">
        <Button
          variant="primary"
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "turn-on-reminders" }, { method: "post", action: "/?index" })}
        >
          Turn on reminders
        </Button>
        <Button url={flowId ? `/flows/${flowId}` : "/flows"}>Read it first</Button>
      </InlineStack>
    </BlockStack>
  );
}
