import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { EditingState } from "#app/flows/editor/editing/use-editing";
import { stepFormOf } from "#app/flows/steps/registry";
import type { FlowAround } from "#app/flows/steps/step-form";
import type { Step } from "#domain/flows/definition/document";
import type { FieldProblem } from "#domain/flows/definition/problem";
import { stepTypeOf } from "#domain/flows/steps/registry";
import { DeleteQuestion } from "./editing/delete-question.tsx";
import { StepActions } from "./editing/step-actions.tsx";
import styles from "./editor.module.css";

export interface InspectorProps {
  step: Step;
  /** Changes when something other than this form changed the step. The form then starts again. */
  generation: string;
  editing: EditingState;
  problems: FieldProblem[];
  around: FlowAround;
  onChange: (config: unknown) => void;
  /** One of its fields lost the focus. */
  onLeave: () => void;
  onClose: () => void;
}

/** The form of one step. Give it the step's id as its key, so that each form begins with its own step's settings. */
export function Inspector({ step, generation, editing, problems, around, onChange, onLeave, onClose }: InspectorProps) {
  const section = useRef<HTMLElement>(null);
  const { Form } = stepFormOf(step.type);
  const title = stepTypeOf(step.type)?.title ?? step.type;
  useEffect(() => section.current?.focus(), []);
  // A field that had the focus is gone with the form that began again. The focus elsewhere stays there.
  const isInside = useRef<boolean>(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever the form begins again
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) section.current?.focus();
  }, [generation]);
  return (
    <section
      ref={section}
      aria-label={title}
      tabIndex={-1}
      className={styles.inspector}
      onFocus={() => {
        isInside.current = true;
      }}
      onBlur={() => {
        isInside.current = false;
        onLeave();
      }}
      onKeyDown={(event) => {
        // An open menu takes the first Escape.
        if (event.key === "Escape" && !event.defaultPrevented && !isMenuOpen()) onClose();
      }}
    >
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <InlineStack gap="200" blockAlign="center">
              <StepActions stepId={step.id} editing={editing.editing} />
              <Button onClick={onClose}>Done</Button>
            </InlineStack>
          </InlineStack>
          {editing.askingAbout === step.id && (
            <DeleteQuestion step={step} editing={editing.editing} onCancel={editing.stopAsking} />
          )}
          <Form key={generation} config={step.config} onChange={onChange} problems={problems} around={around} />
        </BlockStack>
      </Card>
    </section>
  );
}

function isMenuOpen(): boolean {
  return document.querySelector("[data-polaris-overlay]") !== null;
}
