import { Banner, BlockStack, Button, ButtonGroup, Card, ChoiceList, List, Spinner, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { Choices } from "#domain/flows/versions/moving/choices";
import type { MovePreview, PeopleAtStep } from "#domain/flows/versions/moving/preview";
import { GOES_LIVE_AGAIN } from "./goes-live-again.ts";
import { ChangedSteps, PeopleInside } from "./people-inside.tsx";
import { RemovedStep } from "./removed-step.tsx";

/** So that people aren't counted again for each letter that the merchant types. */
const PAUSE_MS = 300;

export interface PublishPanelProps {
  document: FlowDocument;
  /** Of the version that would be made. */
  number: number;
  state: string;
  isBusy: boolean;
  /** Null: people inside finish their version. */
  onPublish: (move: Choices | null) => void;
  onCancel: () => void;
}

/**
 * Before publishing, asks what happens to the people inside: they stay in their version, or they are moved. It is part of the page and not
 * a dialog, because the admin may show dialogs outside of the page, where fields don't work.
 */
export function PublishPanel({ document, number, state, isBusy, onPublish, onCancel }: PublishPanelProps) {
  const { answer, refusal, send } = useAction<MovePreview>(undefined, { isQuiet: true });
  const preview = answer?.ok ? (answer.shown ?? null) : null;
  const [isMoving, setMoving] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  useEffect(() => {
    const ask = () => send({ intent: "preview-move", document: JSON.stringify(document) });
    const timer = setTimeout(ask, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [document, send]);
  const removed = preview?.steps.filter(({ isRemoved }) => isRemoved) ?? [];

  return (
    <section ref={panel} tabIndex={-1} aria-label={`Publish version ${number}`}>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            Publish version {number}
          </Text>
          {refusal && <Banner tone="critical">{refusal}</Banner>}
          {!preview && !refusal && <Spinner size="small" accessibilityLabel="Counting the people in this flow" />}
          {preview && <PeopleInside preview={preview} />}
          {preview && preview.inside > 0 && (
            <ChoiceList
              title="What happens to them?"
              choices={[
                {
                  value: "leave",
                  label: "They finish the version they started",
                  helpText: `Only new entrants get version ${number}.`,
                },
                {
                  value: "move",
                  label: `Move them to version ${number}`,
                  helpText: "They continue at the same step. No one gets a text of the same step twice.",
                },
              ]}
              selected={[isMoving ? "move" : "leave"]}
              onChange={([value]) => setMoving(value === "move")}
            />
          )}
          {preview && isMoving && (
            <>
              {removed.map((step) => (
                <RemovedStep
                  key={step.stepId}
                  step={step}
                  value={choices[step.stepId] ?? "next"}
                  onChange={(value) => setChoices((before) => ({ ...before, [step.stepId]: value }))}
                />
              ))}
              <ChangedSteps steps={preview.steps.filter(({ isRemoved }) => !isRemoved)} />
              <Banner tone="info">
                <List>
                  <List.Item>
                    A wait counts from when it began. If a new, shorter wait is already over, people continue soon,
                    spread over time.
                  </List.Item>
                  <List.Item>
                    A text that waits to be sent gets the new words. If its step was removed, it isn’t sent.
                  </List.Item>
                  <List.Item>People whose text is on its way at that moment may stay in their version.</List.Item>
                  <List.Item>You can stop the move. People who were already moved aren’t moved back.</List.Item>
                </List>
              </Banner>
            </>
          )}
          {state === "paused" && <Text as="p">{GOES_LIVE_AGAIN}</Text>}
          <ButtonGroup>
            <Button
              variant="primary"
              loading={isBusy}
              // Without a count, people inside finish their version.
              disabled={!preview && !refusal}
              onClick={() => onPublish(isMoving ? chosen(removed, choices) : null)}
            >
              {isMoving ? "Publish and move" : "Publish"}
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </ButtonGroup>
        </BlockStack>
      </Card>
    </section>
  );
}

/** The choices for the steps that are removed; the usual one where none was made. */
function chosen(removed: PeopleAtStep[], choices: Choices): Choices {
  return Object.fromEntries(removed.map(({ stepId }) => [stepId, choices[stepId] ?? "next"]));
}
