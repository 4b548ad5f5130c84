import { Banner, BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";
import { LocalTime } from "../../../ui/local-time.tsx";
import { CountsGrid } from "./counts-grid.tsx";

type File = ImportPageData["file"];

/** What came of it, and what there is to do next. */
export function EndedCard({ file }: { file: File }) {
  const { state, counts, endedAt, problem } = file;
  return (
    <Card>
      <BlockStack gap="400">
        {state === "failed" && (
          <Banner tone="critical" title="The file couldn’t be imported">
            <p>{problem ?? "Something went wrong on our side. We’ve been notified. Upload the file again."}</p>
          </Banner>
        )}
        <Text as="h2" variant="headingSm">
          {titleOf(file)}
        </Text>
        {endedAt && (
          <Text as="p" tone="subdued">
            <LocalTime at={endedAt} />
          </Text>
        )}
        {counts.lines > 0 && <CountsGrid kind={file.kind} counts={counts} />}
        <Text as="p" tone="subdued">
          {adviceOf(file)}
        </Text>
        <InlineStack align="end">
          <NextSteps file={file} />
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function NextSteps({ file: { state, options, kind } }: { file: File }) {
  const tag = options.tags[0];
  const isDone = state === "finished" && kind === "subscribers";
  return (
    <ButtonGroup>
      <Button url="/subscribers/import">Import another file</Button>
      <Button
        url={isDone && tag ? `/subscribers?${new URLSearchParams({ tag })}` : "/subscribers"}
        {...(isDone ? {} : { variant: "primary" })}
      >
        View subscribers
      </Button>
      {isDone && (
        <Button url="/campaigns/new" variant="primary">
          Create a campaign
        </Button>
      )}
    </ButtonGroup>
  );
}

function titleOf({ state, counts }: File): string {
  const lines = `${counts.lines.toLocaleString("en-US")} lines`;
  if (state === "finished") return `Finished: ${lines} read`;
  return state === "cancelled" ? `Canceled after ${lines}` : `Failed after ${lines}`;
}

function adviceOf({ state, kind, counts }: File): string {
  if (state !== "finished")
    return counts.made + counts.updated + counts.suppressed > 0
      ? "Changes made so far are kept. To continue, upload the same file again. Lines already imported are skipped."
      : "Nothing was imported.";
  if (kind === "suppressions") return "These numbers won’t get any texts, even if they’re on another list.";
  return "They can now get marketing texts, outside quiet hours where they live. Introduce your store in the first text, because they haven’t heard from this number before.";
}
