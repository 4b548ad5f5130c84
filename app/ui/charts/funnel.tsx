import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { rateOf } from "#app/ui/rate";
import styles from "./funnel.module.css";

export interface FunnelStage {
  label: string;
  value: number;
  /** The list behind the number. */
  url?: string;
  /** What its share is a share of, where that isn't the first stage: "sent". */
  shareOf?: { label: string; value: number };
  /** Why it is smaller than the stage before: "71 in quiet hours until 8:00". */
  reason?: string;
}

export interface FunnelProps {
  title: string;
  stages: FunnelStage[];
  /** The first stage still grows, so the others have no share of it yet. */
  isCounting?: boolean;
}

/** Stages of one journey, each with its share of the first, or of the one it names, and the reason why it is smaller than the one before. */
export function Funnel({ title, stages, isCounting = false }: FunnelProps) {
  const first = Math.max(1, stages[0]?.value ?? 0);
  return (
    <ol className={styles.funnel} aria-label={title}>
      {stages.map(({ label, value, url, shareOf, reason }, place) => (
        <li key={label}>
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200" wrap={false}>
              <Text as="span">{url ? <Link url={url}>{label}</Link> : label}</Text>
              <Text as="span" numeric>
                {value.toLocaleString("en-US")}{" "}
                <Text as="span" tone="subdued">
                  {isCounting
                    ? place === 0 && "Counting…"
                    : shareOf
                      ? shareText(value, shareOf.value, ` of ${shareOf.label}`)
                      : shareText(value, first)}
                </Text>
              </Text>
            </InlineStack>
            <div className={styles.track} aria-hidden="true">
              <div
                className={styles.fill}
                style={{ width: `${isCounting ? 0 : Math.min(100, (100 * value) / first)}%` }}
              />
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

function shareText(value: number, whole: number, ofWhat = ""): string {
  const share = rateOf(value, whole);
  return share === null ? "" : share + ofWhat;
}
