import { Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import type { SenderBudgets } from "#domain/carriers/budgets-of";
import type { SenderKind } from "#domain/senders/numbers";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { Kept } from "../../ui/kept/kept.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { CarrierBudgets } from "./carrier-budgets.tsx";
import { numberKind, readableNumber } from "./number.ts";

export interface ConnectedSender {
  id: string;
  phone: string;
  kind: SenderKind;
  partsPerSecond: number;
  /** The most that its provider allows this kind of number. */
  mostPartsPerSecond: number;
  state: string;
  stoppedReason: string | null;
  budgets: SenderBudgets | null;
}

/** The shop's numbers: what each is, how fast it may send, and the way to give it back. */
export function ConnectedSenders({ senders }: { senders: ConnectedSender[] }) {
  if (senders.length === 0)
    return (
      <EmptyCard title="No numbers yet">
        You need a number to send texts. Connect one of the available numbers below.
      </EmptyCard>
    );
  return (
    <BlockStack gap="400">
      {senders.map((sender) => (
        <Kept key={sender.id} id="sender-rate" record={sender.id}>
          {(forget) => <SenderCard sender={sender} onTaken={forget} />}
        </Kept>
      ))}
    </BlockStack>
  );
}

function SenderCard({
  sender: { id, phone, kind, partsPerSecond, mostPartsPerSecond, state, stoppedReason, budgets },
  onTaken,
}: {
  sender: ConnectedSender;
  onTaken: () => void;
}) {
  const { errors, isBusy, send, Form } = useAction((answer) => {
    if (answer.ok) onTaken();
  });
  const [rate, setRate] = useField("partsPerSecond", String(partsPerSecond));
  const [isReleasing, setReleasing] = useState(false);

  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200" blockAlign="center">
          <BlockStack>
            <Text as="h3" variant="headingMd">
              {readableNumber(phone)}
            </Text>
            <Text as="p" tone="subdued">
              {numberKind(kind)}
            </Text>
          </BlockStack>
          <StatusBadge status={state} />
        </InlineStack>
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        {state === "stopped" && (
          <Banner
            tone="critical"
            title="This number can’t send texts"
            action={{
              content: "Reactivate",
              onAction: () => send({ intent: "restart", senderId: id }),
              loading: isBusy,
            }}
          >
            <p>
              {stoppedReason ?? "The provider rejected it."} Resolve this with your provider first. Texts are on hold
              until then.
            </p>
          </Banner>
        )}
        <Form method="post" noValidate>
          <input type="hidden" name="intent" value="rate" />
          <input type="hidden" name="senderId" value={id} />
          <TextField
            label="SMS segments per second"
            name="partsPerSecond"
            type="number"
            min={0.1}
            max={mostPartsPerSecond}
            step={0.1}
            autoComplete="off"
            value={rate}
            onChange={setRate}
            {...(errors.partsPerSecond ? { error: errors.partsPerSecond } : {})}
            helpText="The rate your number’s registration allows. We use it to estimate when campaigns finish."
            connectedRight={
              <Button submit disabled={Number(rate) === partsPerSecond} loading={isBusy}>
                Save rate
              </Button>
            }
          />
        </Form>
        {kind === "long_code" && budgets && <CarrierBudgets senderId={id} budgets={budgets} />}
        <InlineStack align="end">
          <Button tone="critical" variant="tertiary" onClick={() => setReleasing(true)}>
            Release number
          </Button>
        </InlineStack>
      </BlockStack>
      <ConfirmModal
        isOpen={isReleasing}
        title={`Release ${readableNumber(phone)}?`}
        action="Release number"
        isDestructive
        onClose={() => setReleasing(false)}
        onConfirm={() => {
          setReleasing(false);
          send({ intent: "release", senderId: id });
        }}
      >
        This number stops sending and receiving texts, and another store can connect it. Texts waiting for this number
        aren’t moved to another number.
      </ConfirmModal>
    </Card>
  );
}
