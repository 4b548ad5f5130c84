import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { DatedSentences } from "../../ui/dated-sentences.tsx";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { Kept } from "../../ui/kept/kept.tsx";

export interface KillSwitchProps {
  isStopped: boolean;
  /** Then the merchant cannot start again. */
  isByOperator: boolean;
  turns: { at: Date | string; sentence: string }[];
}

/** Stops and starts, after asking, and tells who did so before. */
export function KillSwitch(props: KillSwitchProps) {
  return <Kept id="kill-switch">{(forget) => <Stop {...props} onTaken={forget} />}</Kept>;
}

function Stop({ isStopped, isByOperator, turns, onTaken }: KillSwitchProps & { onTaken: () => void }) {
  const { errors, isBusy, send } = useAction((answer) => {
    if (answer.ok) onTaken();
  });
  const [because, setBecause] = useField("because", "");
  const [isAsking, setAsking] = useState(false);

  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack gap="200" blockAlign="center">
          <Badge tone={isStopped ? "critical" : "success"}>{isStopped ? "Stopped" : "Sending"}</Badge>
          <Text as="p">{isStopped ? "No texts are being sent." : "Texts are being sent normally."}</Text>
        </InlineStack>
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        {isStopped ? (
          <InlineStack>
            <Button
              variant="primary"
              loading={isBusy}
              disabled={isByOperator}
              onClick={() => send({ intent: "start" })}
            >
              Resume sending
            </Button>
          </InlineStack>
        ) : (
          <TextField
            label="Reason (optional)"
            autoComplete="off"
            maxLength={200}
            value={because}
            onChange={setBecause}
            {...(errors.because ? { error: errors.because } : {})}
            connectedRight={
              <Button tone="critical" loading={isBusy} onClick={() => setAsking(true)}>
                Stop all sending
              </Button>
            }
          />
        )}
        {turns.length > 0 && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              History
            </Text>
            <DatedSentences lines={turns} />
          </BlockStack>
        )}
      </BlockStack>
      <ConfirmModal
        isOpen={isAsking}
        title="Stop all sending?"
        action="Stop all sending"
        isDestructive
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          send({ intent: "stop", because });
        }}
      >
        Within two seconds, all campaign, flow and order texts stop. Texts stay queued until you resume sending.
        Deadlines don’t move: texts past their deadline by then will expire.
      </ConfirmModal>
    </Card>
  );
}
