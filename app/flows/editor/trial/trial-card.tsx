import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useMemo } from "react";
import type { FlowDocument } from "#domain/flows/definition/document";
import { askedAbout } from "./asked-about.ts";
import { EventForm } from "./event-form.tsx";
import { ImaginedFields } from "./imagined-fields.tsx";
import { PersonFields } from "./person-fields.tsx";
import { StartField } from "./start-field.tsx";
import { TrialOutcome } from "./trial-outcome.tsx";
import type { TrialState } from "./use-trial.ts";

export interface TrialCardProps {
  document: FlowDocument;
  /** Subscribers to choose from. */
  choices: { value: string; label: string }[];
  trial: TrialState;
}

/** Runs the draft for one person and shows when each text would be sent. The picture marks the path. */
export function TrialCard({ document, choices, trial }: TrialCardProps) {
  const { question, ask, change, isBusy, answer, hasFailed, hasNoEvent } = trial;
  const about = useMemo(() => askedAbout(document), [document]);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Test flow
          </Text>
          <Text as="p" tone="subdued">
            Simulates the flow for one person. No texts are sent, and nothing is changed.
          </Text>
        </BlockStack>
        <PersonFields
          person={question.person}
          choices={choices}
          asksFirstOrder={about.firstOrder}
          onChange={(person) => change({ person })}
        />
        <EventForm
          document={document}
          event={question.event}
          isReal={question.person.kind === "subscriber"}
          asksTotal={about.total}
          onChange={(event) => change({ event })}
        />
        <StartField startsAt={question.startsAt} onChange={(startsAt) => change({ startsAt })} />
        <ImaginedFields about={about} question={question} onChange={change} />
        <InlineStack>
          <Button onClick={ask} loading={isBusy}>
            Test flow
          </Button>
        </InlineStack>
        <div aria-live="polite">
          {answer && <TrialOutcome answer={answer} />}
          {hasNoEvent && (
            <Text as="p" tone="critical">
              This subscriber has no such event yet. Use a sample event.
            </Text>
          )}
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
