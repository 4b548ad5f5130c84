import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { rateOf } from "#app/ui/rate";
import type { VariantResult, VariantsReport } from "#domain/flows/experiments/read-variants";
import { Money } from "../../ui/money.tsx";

/** An A/B test: the results of each text, the confidence, and the winner, which the merchant can choose or undo. */
export function VariantsCard({ report }: { report: VariantsReport }) {
  const { stepId, variants, winner, confidence, isUndone } = report;
  const { send, isBusy, refusal } = useAction();
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            A/B test
          </Text>
          <Text as="p">{confidence?.sentence ?? "No clicks yet. Results appear here as people click."}</Text>
          {winner && (
            <Text as="p">
              {winner.by === "rule" ? "Chosen automatically" : "You chose the winner"}: everyone whose text hasn’t been
              sent yet gets text {winner.letter}.
            </Text>
          )}
          {isUndone && (
            <Text as="p" tone="subdued">
              You undid the winner. No other is chosen automatically for these texts.
            </Text>
          )}
          {refusal && (
            <Text as="p" tone="critical">
              {refusal}
            </Text>
          )}
        </BlockStack>
        {variants.map((variant) => (
          <Variant
            key={variant.id}
            variant={variant}
            isWinner={winner?.id === variant.id}
            isBusy={isBusy}
            onChoose={() => send({ intent: "choose-winner", stepId, variantId: variant.id })}
            onUndo={() => send({ intent: "undo-winner", stepId })}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

interface VariantProps {
  variant: VariantResult;
  isWinner: boolean;
  isBusy: boolean;
  onChoose: () => void;
  onUndo: () => void;
}

function Variant({ variant, isWinner, isBusy, onChoose, onUndo }: VariantProps) {
  const { letter, text, weight } = variant;
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              Text {letter}
            </Text>
            {isWinner ? <Badge tone="success">Winner</Badge> : <Badge>{`${weight}%`}</Badge>}
          </InlineStack>
          {isWinner ? (
            <Button onClick={onUndo} loading={isBusy} accessibilityLabel={`Undo text ${letter} as the winner`}>
              Undo
            </Button>
          ) : (
            <Button onClick={onChoose} loading={isBusy} accessibilityLabel={`Make text ${letter} the winner`}>
              Make winner
            </Button>
          )}
        </InlineStack>
        <Text as="p" tone="subdued" breakWord>
          {text}
        </Text>
        <Numbers variant={variant} />
      </BlockStack>
    </Box>
  );
}

function Numbers({ variant }: { variant: VariantResult }) {
  const { sent, delivered, clicked, orders, revenueMicros, unsubscribed, failed } = variant;
  const number = (value: number) => value.toLocaleString("en-US");
  const rate = rateOf(clicked, delivered);
  return (
    <Text as="p" variant="bodySm" numeric>
      {number(sent)} sent · {number(delivered)} delivered · {number(clicked)} clicked{rate ? ` (${rate})` : ""} ·{" "}
      {number(orders)} ordered · <Money micros={revenueMicros} /> · {number(unsubscribed)} opted out within a day
      {failed > 0 ? ` · ${number(failed)} failed` : ""}
    </Text>
  );
}
