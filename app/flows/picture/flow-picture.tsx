import { BlockStack, Icon, Text } from "@shopify/polaris";
import { PlayIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { quoted } from "#domain/flows/definition/quoted";
import type { PathName } from "#domain/flows/editing/tree";
import styles from "./flow-picture.module.css";
import { moveFocus } from "./move-focus.ts";
import type { Picture, PictureStep, PictureView } from "./picture.ts";
import { Issues, StepCard } from "./step-card.tsx";

export interface FlowPictureProps extends PictureView {
  picture: Picture;
  /** Below what starts the flow. */
  belowStart?: ReactNode;
  /** As on a phone, whatever the screen: a list, indented below each branch. */
  isNarrow?: boolean;
}

/**
 * A flow from top to bottom, steps joined by lines, the same for building and for reading. Branches stand side by side, on
 * a phone below each other. It is a list of lists, so it reads in order without being seen; steps are reached with Tab or
 * the arrow keys and opened with Enter.
 */
export function FlowPicture({ picture, belowStart, isNarrow = false, ...view }: FlowPictureProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only add to Tab between the buttons inside
    <div className={`${styles.picture} ${isNarrow ? "" : styles.wide}`} onKeyDown={moveFocus}>
      <div className={styles.tree}>
        <StartCard start={picture.start} onOpen={view.onOpenStart} below={belowStart} />
        <StepList label="Steps" path={null} after="the trigger" steps={picture.steps} view={view} />
      </div>
    </div>
  );
}

interface StartCardProps {
  start: Picture["start"];
  onOpen: (() => void) | undefined;
  below: ReactNode;
}

function StartCard({ start: { sentence, rules, details, problems }, onOpen, below }: StartCardProps) {
  const content = (
    <>
      <span className={styles.icon}>
        <Icon source={PlayIcon} tone="success" />
      </span>
      <BlockStack gap="100">
        <Text as="span" fontWeight="semibold">
          {sentence}
        </Text>
        <Text as="span" variant="bodySm">
          {rules}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {details}
        </Text>
        {problems.length > 0 && <Issues count={problems.length} />}
        {below}
      </BlockStack>
    </>
  );
  if (!onOpen) return <div className={`${styles.card} ${styles.start}`}>{content}</div>;
  return (
    <button type="button" className={`${styles.card} ${styles.start} ${styles.button}`} onClick={onOpen}>
      {content}
    </button>
  );
}

interface StepListProps {
  label: string;
  path: PathName;
  /** What the first step comes after, in words. */
  after: string;
  steps: PictureStep[];
  view: PictureView;
}

function StepList({ label, path, after, steps, view }: StepListProps) {
  const isOpen = !steps.at(-1)?.isLast;
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.id} className={styles.step}>
          <div className={styles.edge}>
            {view.edge?.({ path, index }, index === 0 ? after : quoted(steps[index - 1]?.sentence ?? ""))}
          </div>
          <StepCard step={step} view={view} />
          {step.paths.length > 0 && <Paths step={step} view={view} />}
        </li>
      ))}
      {isOpen && (
        <li className={styles.step}>
          <div className={styles.edge}>
            {view.edge?.(
              { path, index: steps.length },
              steps.length === 0 ? after : quoted(steps.at(-1)?.sentence ?? ""),
            )}
          </div>
          <span className={styles.end}>End</span>
        </li>
      )}
    </ol>
  );
}

function Paths({ step, view }: { step: PictureStep; view: PictureView }) {
  return (
    <div className={styles.paths}>
      {step.paths.map(({ arm, label, steps }) => (
        <div key={arm} className={styles.path} data-path="">
          <span className={styles.label}>{label}</span>
          <StepList
            label={label}
            path={{ stepId: step.id, arm }}
            after={`“${label}” of ${quoted(step.sentence)}`}
            steps={steps}
            view={view}
          />
        </div>
      ))}
    </div>
  );
}
