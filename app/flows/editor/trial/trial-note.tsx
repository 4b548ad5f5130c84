import { Badge, BlockStack, Text } from "@shopify/polaris";
import { formatTime } from "../../../ui/local-time.tsx";
import type { TrialAnswer } from "./use-trial.ts";

/** On a step's card: when the person of the trial got there, or what became of the text. */
export function TrialNote({ stepId, answer }: { stepId: string; answer: TrialAnswer }) {
  const text = answer.texts.find((it) => it.stepId === stepId);
  if (text) {
    return (
      <BlockStack gap="050">
        <Text as="span" variant="bodySm">
          {text.leavesAt ? (
            <>
              <Badge tone="success">Sent</Badge> {formatTime(text.leavesAt, answer.timeZone)}
            </>
          ) : (
            <Badge tone="warning">Not sent</Badge>
          )}
        </Text>
        {text.because && (
          <Text as="span" variant="bodySm" tone="subdued">
            {text.leavesAt ? `Delayed: ${lower(text.because)}` : text.because}
          </Text>
        )}
      </BlockStack>
    );
  }
  const reached = answer.reached.find((it) => it.stepId === stepId);
  if (!reached) return null;
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      Reached {formatTime(reached.at, answer.timeZone)}
    </Text>
  );
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
