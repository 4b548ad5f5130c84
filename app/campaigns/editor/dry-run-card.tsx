import { BlockStack, Button, Card, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { Money } from "../../ui/money.tsx";
import type { EditorData } from "./read.ts";

export interface DryRunCardProps {
  /** Null for a campaign that is not saved yet. */
  campaignId: string | null;
  /** The latest; null when there was none. */
  run: EditorData["dryRun"];
  isBusy: boolean;
  isDisabled: boolean;
  /** Saves the campaign and works it out. */
  onAsk: () => void;
}

/** What the campaign would come to for each of its people, not by an estimate: the latest figures, and a way to new ones. */
export function DryRunCard({ campaignId, run, isBusy, isDisabled, onAsk }: DryRunCardProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingSm">
          Dry run
        </Text>
        {campaignId && run ? (
          <Latest url={`/campaigns/${campaignId}/dry-run`} run={run} />
        ) : (
          <Text as="p" tone="subdued">
            Checks every recipient against every sending rule and gives exact counts and cost. No texts are sent.
          </Text>
        )}
        <Button onClick={onAsk} loading={isBusy} disabled={isDisabled}>
          {run ? "Save and run again" : "Save and start dry run"}
        </Button>
      </BlockStack>
    </Card>
  );
}

function Latest({ url, run }: { url: string; run: NonNullable<DryRunCardProps["run"]> }) {
  if (!run.figures || !run.doneAt)
    return (
      <Link url={url}>{run.state === "under-way" ? "Dry run in progress" : "The last dry run didn’t finish"}</Link>
    );
  const { texts, micros, people, warnings } = run.figures;
  return (
    <BlockStack gap="100">
      <Text as="p" numeric>
        {texts.toLocaleString("en-US")} of {people.toLocaleString("en-US")} people get it. Cost:{" "}
        <Money micros={micros} currency="USD" />
        {warnings > 0 && `, with ${warnings} ${warnings === 1 ? "warning" : "warnings"}`}.{" "}
        <Link url={url}>View results</Link>
      </Text>
      {run.stale.length > 0 ? (
        <Text as="p" tone="caution">
          These results may be out of date. {run.stale.join(" ")}
        </Text>
      ) : (
        <Text as="p" variant="bodySm" tone="subdued">
          Calculated <LocalTime at={run.doneAt} />
        </Text>
      )}
    </BlockStack>
  );
}
