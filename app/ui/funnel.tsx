import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import styles from "./funnel.module.css";

export interface FunnelStage {
  label: string;
  value: number;
  /** The list behind the number. */
  url?: string;
  /** Why it is smaller than the stage before: "71 in quiet hours until 8:00". */
  reason?: string;
}

/** Stages of one journey, each with its share of the first and the reason why it is smaller than the one before. */
export function Funnel({ title, stages }: { title: string; stages: FunnelStage[] }) {
  const first = Math.max(1, stages[0]?.value ?? 0);
  return (
    <ol className={styles.funnel} aria-label={title}>
      {stages.map(({ label, value, url, reason }) => (
        <li key={label}>
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200" wrap={false}>
              <Text as="span">{url ? <Link url={url}>{label}</Link> : label}</Text>
              <Text as="span" numeric>
                {value.toLocaleString("en-US")}{" "}
                <Text as="span" tone="subdued">
                  {share(value, first)}
                </Text>
              </Text>
            </InlineStack>
            <div className={styles.track} aria-hidden="true">
              <div className={styles.fill} style={{ width: `${Math.min(100, (100 * value) / first)}%` }} />
            </div>
            {reason && (
              <Text as="span" variant="bodySm" tone="subdued">
                {reason}
              </Text>
            )}
          </BlockStack>
        </li>
      ))}
    </ol>
  );
}

function share(value: number, whole: number): string {
  return new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 }).format(value / whole);
}
