import { BlockStack, Icon, Text } from "@shopify/polaris";
import styles from "./flow-picture.module.css";
import type { PictureStep, PictureView } from "./picture.ts";

/** One step: its kind, its sentence, and a dot when something must be mended. */
export function StepCard({ step, view }: { step: PictureStep; view: PictureView }) {
  const { onOpen, openId, below } = view;
  const isOpen = openId === step.id;
  const content = (
    <>
      <span className={styles.icon}>
        <Icon source={step.icon} tone="base" />
      </span>
      <span className={styles.words}>
        <BlockStack gap="100">
          <Text as="span" fontWeight="medium" breakWord>
            {step.sentence}
          </Text>
          {step.problems.length > 0 && <Problems count={step.problems.length} />}
        </BlockStack>
        {below?.(step.id)}
      </span>
    </>
  );
  if (!onOpen) return <div className={styles.card}>{content}</div>;
  return (
    <button
      type="button"
      data-step={step.id}
      className={`${styles.card} ${styles.button} ${isOpen ? styles.open : ""}`}
      aria-expanded={isOpen}
      onClick={() => onOpen(step.id)}
    >
      {content}
    </button>
  );
}

function Problems({ count }: { count: number }) {
  return (
    <span className={styles.problems}>
      <span className={styles.dot} aria-hidden="true" />
      <Text as="span" variant="bodySm" tone="critical">
        {count === 1 ? "1 issue to fix" : `${count} issues to fix`}
      </Text>
    </span>
  );
}
