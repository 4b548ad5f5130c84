import { BlockStack, Text } from "@shopify/polaris";
import styles from "./progress-bar.module.css";
import type { Share } from "./summary.ts";

/** One bar for the whole audience: everyone is in exactly one of its parts. */
export function ProgressBar({ shares, audience }: { shares: Share[]; audience: number }) {
  const done = shares.filter(({ kind }) => kind !== "left").reduce((sum, { count }) => sum + count, 0);
  return (
    <BlockStack gap="200">
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Recipients processed"
        aria-valuemin={0}
        aria-valuemax={audience}
        aria-valuenow={done}
      >
        {shares.map(({ kind, count }) => (
          <span key={kind} className={styles[kind]} style={{ width: `${(100 * count) / Math.max(1, audience)}%` }} />
        ))}
      </div>
      <ul className={styles.key}>
        {shares.map(({ kind, label, count }) => (
          <li key={kind}>
            <span className={`${styles.dot} ${styles[kind]}`} aria-hidden="true" />
            <Text as="span" variant="bodySm" tone="subdued" numeric>
              {count.toLocaleString("en-US")} {label}
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
