import { BlockStack, Icon, Text } from "@shopify/polaris";
import { PlayIcon } from "@shopify/polaris-icons";
import type { KeyboardEvent, ReactNode } from "react";
import styles from "./flow-picture.module.css";
import type { Picture, PictureStep, PictureView } from "./picture.ts";
import { StepCard } from "./step-card.tsx";

export interface FlowPictureProps extends PictureView {
  picture: Picture;
  /** Below what starts the flow. */
  belowStart?: ReactNode;
}

/**
 * A flow from top to bottom, steps joined by lines, the same for building and for reading. It is a list of lists, so it
 * reads in order without being seen; steps are reached with Tab or the arrow keys and opened with Enter.
 */
export function FlowPicture({ picture, belowStart, ...view }: FlowPictureProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only add to Tab between the buttons inside
    <div className={styles.picture} onKeyDown={moveFocus}>
      <div className={styles.card}>
        <span className={styles.icon}>
          <Icon source={PlayIcon} tone="success" />
        </span>
        <BlockStack gap="100">
          <Text as="span" fontWeight="semibold">
            {picture.start.sentence}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {picture.start.details}
          </Text>
          {belowStart}
        </BlockStack>
      </div>
      <StepList label="Steps" steps={picture.steps} view={view} />
    </div>
  );
}

function StepList({ label, steps, view }: { label: string; steps: PictureStep[]; view: PictureView }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={styles.step}>
          <StepCard step={step} view={view} />
          {step.paths.map((path) => (
            <div key={path.label} className={styles.path}>
              <Text as="p" variant="bodySm" fontWeight="semibold">
                {path.label}
              </Text>
              {path.steps.length > 0 ? (
                <StepList label={path.label} steps={path.steps} view={view} />
              ) : (
                <Text as="p" variant="bodySm" tone="subdued">
                  The flow ends here.
                </Text>
              )}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>("button[data-step]")];
  const at = steps.findIndex((step) => step.matches(":focus"));
  if (by === 0 || at === -1) return;
  event.preventDefault();
  steps[at + by]?.focus();
}
