import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { Kept } from "../../ui/kept/kept.tsx";
import { LocalTime } from "../../ui/local-time.tsx";

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
          <Text as="p">{isStopped ? "Nothing is sent. Texts wait." : "Texts are sent as planned."}</Text>
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
              Start sending again
            </Button>
          </InlineStack>
        ) : (
          <TextField
            label="Why (optional, for the record)"
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
              What happened
            </Text>
            {turns.map(({ at, sentence }) => (
              <BlockStack key={`${String(at)} ${sentence}`}>
                <Text as="p">{sentence}</Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  <LocalTime at={at} />
                </Text>
              </BlockStack>
            ))}
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
        Within two seconds no campaign, flow or order text leaves any more. Nothing is lost: texts wait until you start
        sending again. Their deadlines do not move, so what is past its deadline by then expires.
      </ConfirmModal>
    </Card>
  );
}
