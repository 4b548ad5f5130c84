import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { formatTime } from "../../../ui/local-time.tsx";
import { formatMoney } from "../../../ui/money.tsx";
import type { TrialAnswer } from "./use-trial.ts";

/** The result of the trial: whether the person enters, each text as they read it, and how the walk ends. */
export function TrialOutcome({ answer }: { answer: TrialAnswer }) {
  const { texts, leaves, endsAt, objection, enteredAt, timeZone } = answer;
  const sent = texts.filter(({ leavesAt }) => leavesAt !== null);
  const cost = sent.reduce((sum, { priceMicros }) => sum + (priceMicros ?? 0), 0);
  const time = (at: string | Date) => formatTime(at, timeZone);
  return (
    <BlockStack gap="300">
      {objection && (
        <Banner tone="warning" title="They wouldn’t enter">
          {objection} The path below is the one they would take otherwise.
        </Banner>
      )}
      {enteredAt && (
        <Banner tone="warning" title="They wouldn’t enter again">
          {`They entered this flow on ${time(enteredAt)}, and its re-entry rule keeps them out. The path below is the one they would take otherwise.`}
        </Banner>
      )}
      <Text as="p" fontWeight="semibold">
        {sent.length === 0
          ? "No texts would be sent."
          : `${sent.length === 1 ? "1 text" : `${sent.length} texts`} would be sent, for about ${formatMoney(cost, "USD", true)}.`}
      </Text>
      {sent.length > 0 && (
        <List>
          {sent.map(({ stepId, leavesAt, body, parts, priceMicros }) => (
            <List.Item key={stepId}>
              {leavesAt && time(leavesAt)}
              {`: “${body ?? ""}” · ${parts === 1 ? "1 SMS segment" : `${parts} SMS segments`}, ${formatMoney(priceMicros ?? 0, "USD", true)}`}
            </List.Item>
          ))}
        </List>
      )}
      <Text as="p" tone="subdued">
        {leaves
          ? `Exits the flow: ${leaves}`
          : endsAt
            ? `Reaches the end on ${time(endsAt)}.`
            : "The flow doesn’t end."}{" "}
        {`Times are in the person’s time zone, ${timeZone.replaceAll("_", " ")}.`}
      </Text>
    </BlockStack>
  );
}
