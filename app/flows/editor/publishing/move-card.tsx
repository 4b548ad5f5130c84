import { BlockStack, Button, Card, ProgressBar, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useLive } from "#app/ui/use-live";
import type { LatestMove } from "#domain/flows/versions/moving/latest";
import { LocalTime } from "../../../ui/local-time.tsx";
import { moveSentences } from "./move-sentences.ts";

/** How far the move of the people inside is, with a button to stop it. */
export function MoveCard({ move }: { move: LatestMove }) {
  const { state, number, total, moved, left } = move;
  const { isBusy, refusal, send } = useAction();
  useLive(state === "moving");
  const { headline, details } = moveSentences(move);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {state === "moving" ? `Moving people to version ${number}` : `People moved to version ${number}`}
        </Text>
        {state === "moving" && (
          <ProgressBar
            size="small"
            progress={total === 0 ? 100 : Math.min(100, Math.round(((moved + left) / total) * 100))}
            ariaLabelledBy="flow-move-headline"
          />
        )}
        <div aria-live="polite">
          <Text as="p" id="flow-move-headline">
            {headline}
          </Text>
        </div>
        {details.map((sentence) => (
          <Text key={sentence} as="p" tone="subdued">
            {sentence}
          </Text>
        ))}
        {move.endedAt && (
          <Text as="p" tone="subdued">
            {state === "stopped" ? "Stopped" : "Finished"} <LocalTime at={move.endedAt} />
          </Text>
        )}
        {refusal && (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        )}
        {state === "moving" && (
          <div>
            <Button loading={isBusy} onClick={() => send({ intent: "stop-move" })}>
              Stop moving
            </Button>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}
