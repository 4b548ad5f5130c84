import { BlockStack, Button, Card, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { CrowdedStart } from "#domain/forecast/preparation/crowded-starts";
import { formatTime } from "../ui/local-time.tsx";
import { NameLink } from "../ui/name-link.tsx";
import { useShop } from "../ui/shop.tsx";

interface Move {
  id: string;
  name: string;
  from: Date;
  to: Date;
}

/** Campaigns that start while an earlier one still uses their number, each with a better time. A move can be undone at once. */
export function CrowdedStarts({ starts }: { starts: CrowdedStart[] }) {
  const [asked, setAsked] = useState<Move | null>(null);
  const [moved, setMoved] = useState<Move | null>(null);
  const { isBusy, refusal, send } = useAction((answer) => {
    if (answer.ok && asked) setMoved(asked.id === moved?.id ? null : asked);
  });

  function move(next: Move): void {
    setAsked(next);
    const [from, to] = [next.from.toISOString(), next.to.toISOString()];
    send({ intent: "move-start", campaignId: next.id, from, to });
  }

  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Scheduled campaigns
        </Text>
        {starts.map((start) => (
          <Advice key={start.id} start={start} isBusy={isBusy} onMove={move} />
        ))}
        {starts.length === 0 && !moved && (
          <Text as="p">No campaign starts while an earlier one still uses its number.</Text>
        )}
        {moved && <Moved move={moved} isBusy={isBusy} onUndo={move} />}
        {refusal && <InlineError fieldID="move-start" message={refusal} />}
      </BlockStack>
    </Card>
  );
}

interface AdviceProps {
  start: CrowdedStart;
  isBusy: boolean;
  onMove: (move: Move) => void;
}

function Advice({ start: { id, name, startsAt, campaign, freeAt }, isBusy, onMove }: AdviceProps) {
  const { timeZone } = useShop();
  const better = formatTime(freeAt, timeZone);
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack gap="100">
        <NameLink name={name} url={`/campaigns/${id}/edit`} />
        <Text as="p">
          {`Starts ${formatTime(startsAt, timeZone)}, while “${campaign}” still uses the number. Start at ${better} instead, so that neither slows the other down.`}
        </Text>
      </BlockStack>
      <Button
        disabled={isBusy}
        accessibilityLabel={`Start at ${better}: ${name}`}
        onClick={() => onMove({ id, name, from: startsAt, to: freeAt })}
      >
        {`Start at ${better}`}
      </Button>
    </InlineStack>
  );
}

function Moved({ move, isBusy, onUndo }: { move: Move; isBusy: boolean; onUndo: (move: Move) => void }) {
  const { timeZone } = useShop();
  const { id, name, from, to } = move;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">{`“${name}” now starts ${formatTime(to, timeZone)}.`}</Text>
      <Button
        disabled={isBusy}
        accessibilityLabel={`Undo: ${name}`}
        onClick={() => onUndo({ id, name, from: to, to: from })}
      >
        Undo
      </Button>
    </InlineStack>
  );
}
