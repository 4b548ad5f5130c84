import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { armLabel } from "#app/flows/picture/picture-of";
import { everyStep, type Step } from "#domain/flows/definition/document";
import { stepsCount } from "./sentences.ts";
import type { Editing } from "./use-editing.ts";

export interface DeleteQuestionProps {
  step: Step;
  editing: Editing;
  onCancel: () => void;
}

/** Asks which path of a branch stays when the branch goes. */
export function DeleteQuestion({ step, editing, onCancel }: DeleteQuestionProps) {
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => question.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={question}>
      <Banner tone="warning" title="Which path do you want to keep?">
        <BlockStack gap="300">
          <Text as="p">The steps of the other paths are deleted with this one.</Text>
          <BlockStack gap="200" inlineAlign="start">
            {Object.entries(step.arms).map(([arm, steps]) => (
              <Button key={arm} onClick={() => editing.removeKeeping(step.id, arm)}>
                {`Keep “${armLabel(step, arm)}” (${stepsCount(everyStep(steps).length)})`}
              </Button>
            ))}
            <Button tone="critical" onClick={() => editing.removeKeeping(step.id, null)}>
              Delete all paths
            </Button>
            <Button variant="plain" onClick={onCancel}>
              Cancel
            </Button>
          </BlockStack>
        </BlockStack>
      </Banner>
    </div>
  );
}
