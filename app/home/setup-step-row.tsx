import { Collapsible, Icon, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { type ReactNode, useId } from "react";
import styles from "./setup-step-row.module.css";

export interface SetupStepRowProps {
  title: string;
  isDone: boolean;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One step of the guide: a row that opens. */
export function SetupStepRow({ title, isDone, isOpen, onToggle, children }: SetupStepRowProps) {
  const id = useId();
  return (
    <div className={isOpen ? `${styles.row} ${styles.open}` : styles.row}>
      <button type="button" className={styles.header} aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <span className={styles.mark}>
          {isDone ? (
            <Icon source={CheckCircleIcon} tone="success" accessibilityLabel="Done" />
          ) : (
            <span className={styles.circle} role="img" aria-label="Not done" />
          )}
        </span>
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
      </button>
      <Collapsible id={id} open={isOpen} transition={false}>
        <div className={styles.body}>{children}</div>
      </Collapsible>
    </div>
  );
}
