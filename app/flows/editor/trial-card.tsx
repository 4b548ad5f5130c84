import { BlockStack, Button, Card, Checkbox, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import type { FlowDocument } from "#domain/flows/definition/document";
import { everyStep } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import type { Condition } from "#domain/flows/steps/condition";
import { useShop } from "../../ui/shop.tsx";
import type { TrialState } from "./use-trial.ts";

export interface TrialCardProps {
  document: FlowDocument;
  /** Subscribers to choose from. */
  choices: { value: string; label: string }[];
  trial: TrialState;
}

/** Walks someone through the draft and says when each text would leave. The picture shows the way they took. */
export function TrialCard({ document, choices, trial }: TrialCardProps) {
  const { currency } = useShop();
  const { question, ask, change, isBusy, answer, hasFailed } = trial;
  const asked = conditionsIn(document);
  const canOrder = leavesOnOrder(document.trigger) || asked.has("ordered-since-start");
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Test flow
          </Text>
          <Text as="p" tone="subdued">
            Simulates the flow starting now. No texts are sent.
          </Text>
        </BlockStack>
        <Select
          label="Test as"
          options={[{ value: "", label: "Sample shopper in the store’s location" }, ...choices]}
          value={question.subscriberId}
          onChange={(subscriberId) => change({ subscriberId })}
        />
        {asked.has("total-at-least") && (
          <TextField
            label="Total"
            type="number"
            min={0}
            suffix={currency}
            value={question.total}
            onChange={(total) => change({ total })}
            autoComplete="off"
          />
        )}
        {canOrder && (
          <Checkbox
            label="Places an order during the flow"
            checked={question.hasOrdered}
            onChange={(hasOrdered) => change({ hasOrdered })}
          />
        )}
        {asked.has("first-order") && (
          <Checkbox
            label="First-time customer"
            checked={question.isFirstOrder}
            onChange={(isFirstOrder) => change({ isFirstOrder })}
          />
        )}
        <InlineStack>
          <Button onClick={ask} loading={isBusy}>
            Test flow
          </Button>
        </InlineStack>
        <div aria-live="polite">
          {answer && <Outcome answer={answer} />}
          {hasFailed && (
            <Text as="p" tone="critical">
              We couldn’t run the test. Check your connection, then try again.
            </Text>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

function Outcome({ answer: { texts, leaves } }: { answer: NonNullable<TrialState["answer"]> }) {
  const leaving = texts.filter(({ leavesAt }) => leavesAt !== null);
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {leaving.length === 0
          ? "No texts would be sent."
          : `${leaving.length === 1 ? "1 text" : `${leaving.length} texts`} would be sent.`}
      </Text>
      <Text as="p" tone="subdued">
        {leaves ? `Exits the flow: ${leaves}` : "Times are shown on each step."}
      </Text>
    </BlockStack>
  );
}

/** What its branches ask about. */
function conditionsIn(document: FlowDocument): Set<Condition["kind"]> {
  const branches = everyStep(document.steps).filter(({ type }) => type === "branch");
  // Parsed with the branch's own schema.
  return new Set(branches.map(({ config }) => (config as { condition: Condition }).condition.kind));
}
