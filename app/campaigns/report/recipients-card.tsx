import { useNavigation, useSearchParams } from "@remix-run/react";
import { Box, Card, EmptySearchResult, Pagination, Select, Tag, Text } from "@shopify/polaris";
import { type Show, shows } from "./filter.ts";
import type { ReportData } from "./read.ts";
import { RecipientsTable } from "./recipients-table.tsx";

const SHOWN: Record<Show, string> = {
  all: "All",
  sent: "Sent",
  delivered: "Delivered",
  clicked: "Clicked",
  ordered: "Ordered",
  waiting: "Waiting",
  failed: "Failed",
  skipped: "Skipped",
  expired: "Expired",
  unknown: "Unknown",
};

/** The people behind the numbers, each with why. */
export function RecipientsCard({ data }: { data: ReportData }) {
  const { query, recipients, next, objections, campaign } = data;
  const [, setParams] = useSearchParams();
  const isLoading = useNavigation().state === "loading";
  const show = (wanted: { show: Show; reason?: string | null; after?: string | null }) =>
    setParams(
      Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
      { preventScrollReset: true },
    );
  const reasonOf = (reason: string) => objections.find((it) => it.reason === reason)?.sentence ?? reason;
  const clear = () => show({ show: query.show });

  return (
    <div id="recipients">
      <Card padding="0">
        <Box padding="400" paddingBlockEnd="200">
          <Text as="h2" variant="headingSm">
            Recipients
          </Text>
        </Box>
        <Box paddingInline="400" paddingBlockEnd="300">
          <Select
            label="Show"
            labelInline
            options={shows.map((id) => ({ value: id, label: SHOWN[id] }))}
            value={query.show}
            disabled={isLoading}
            onChange={(chosen) => show({ show: shows.find((it) => it === chosen) ?? "all" })}
          />
        </Box>
        {query.reason && (
          <Box padding="300">
            <Tag onRemove={clear}>{reasonOf(query.reason)}</Tag>
          </Box>
        )}
        {recipients.length > 0 ? (
          <RecipientsTable recipients={recipients} />
        ) : (
          <Box padding="400">
            <EmptySearchResult title="No recipients found" description={noRecipients(query.show, campaign.state)} />
          </Box>
        )}
        {(query.after || next) && (
          <Pagination
            type="table"
            hasPrevious={query.after !== null}
            previousTooltip="Back to the first page"
            onPrevious={() => show({ show: query.show, reason: query.reason })}
            hasNext={next !== null}
            onNext={() => show({ show: query.show, reason: query.reason, after: next })}
          />
        )}
      </Card>
    </div>
  );
}

function noRecipients(show: Show, state: string): string {
  if (show === "all")
    return state === "finished"
      ? "No one was in the audience."
      : "Recipients appear here as their texts are processed.";
  return `No recipients of this campaign are ${show === "waiting" ? "waiting to be sent" : `under “${SHOWN[show]}”`}.`;
}
