import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";

export function FlowStep({ flowId }: { flowId: string | null }) {
  const { refusal, isBusy, send } = useAction();
  return (
    <BlockStack gap="300">
      {refusal && <Banner tone="critical">{refusal}</Banner>}
      <Text as="p">
        One hour after a shopper abandons a cart, they get one text with a link to it. Shoppers who order before then
        don’t get the text. Turn it on now, or review and edit it first.
      </Text>
      <InlineStack gap="200">
        <Button variant="primary" loading={isBusy} onClick={() => send({ intent: "turn-on-reminders" }, "/?index")}>
          Turn on reminders
        </Button>
        <Button url={flowId ? `/flows/${flowId}` : "/flows"}>Review first</Button>
      </InlineStack>
    </BlockStack>
  );
}
