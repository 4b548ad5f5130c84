import { BlockStack, Icon, type IconSource, Text } from "@shopify/polaris";
import { memo, type ReactNode } from "react";
import styles from "./flow-picture.module.css";
import type { PictureStep, PictureView } from "./picture.ts";

/** One step: its kind, its sentence, and a dot when something must be fixed. */
export function StepCard({ step, view: { onOpen, openId, below, lit } }: { step: PictureStep; view: PictureView }) {
  const { id, icon, sentence, problems } = step;
  return (
    <Card
      {...{ id, icon, sentence, onOpen }}
      issues={problems.length}
      isOpen={openId === id}
      isLit={lit?.has(id) ?? false}
      below={below?.(id) ?? null}
    />
  );
}

interface CardProps {
  id: string;
  icon: IconSource;
  sentence: string;
  issues: number;
  isOpen: boolean;
  isLit: boolean;
  below: ReactNode;
  onOpen: ((stepId: string) => void) | undefined;
}

/** Drawn again only when something on it is another: a key typed into one step's form leaves the other cards alone. */
const Card = memo(function Card({ id, icon, sentence, issues, isOpen, isLit, below, onOpen }: CardProps) {
  const content = (
    <>
      <span className={styles.icon}>
        <Icon source={icon} tone="base" />
      </span>
      <span className={styles.words}>
        <BlockStack gap="100">
          <Text as="span" fontWeight="medium" breakWord>
            {sentence}
          </Text>
          {issues > 0 && <Issues count={issues} />}
        </BlockStack>
        {below}
      </span>
    </>
  );
  if (!onOpen) return <div className={styles.card}>{content}</div>;
  return (
    <button
      type="button"
      data-step={id}
      className={`${styles.card} ${styles.button} ${isLit ? styles.lit : ""} ${isOpen ? styles.open : ""}`}
      aria-expanded={isOpen}
      onClick={() => onOpen(id)}
    >
      {content}
    </button>
  );
});

export function Issues({ count }: { count: number }) {
  return (
    <span className={styles.problems}>
      <span className={styles.dot} aria-hidden="true" />
      <Text as="span" variant="bodySm" tone="critical">
        {count === 1 ? "1 issue to fix" : `${count} issues to fix`}
      </Text>
    </span>
  );
}
