import { useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, Page, Select, Text } from "@shopify/polaris";
import { people } from "#app/flows/people";
import { pictureOf } from "#app/flows/picture/picture-of";
import { Funnel, type FunnelStage } from "../../ui/charts/funnel.tsx";
import { Columns } from "../../ui/page/columns.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { FlowPicture } from "../picture/flow-picture.tsx";
import type { FlowReportData } from "./read.ts";
import { RequestNumbers } from "./request-numbers.tsx";
import { StepNumbers } from "./step-numbers.tsx";
import { Totals } from "./totals.tsx";
import { WalkersTable } from "./walkers-table.tsx";

const RANGES = [
  { value: "7", label: "Last 7 days" },
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
];

/** The same picture as for building, with what happened at each step; then everyone who walked it. */
export function ReportPage({ data }: { data: FlowReportData }) {
  const { flow, document, totals, steps, requests, days, page, hasMore, walkers } = data;
  const [, setParams] = useSearchParams();
  const show = (next: { days: number | string; page: number }) =>
    setParams(
      {
        ...(String(next.days) === "30" ? {} : { days: String(next.days) }),
        ...(next.page ? { page: String(next.page) } : {}),
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Page
      title={`${flow.name}: report`}
      titleMetadata={<StatusBadge status={flow.state} />}
      backAction={{ content: flow.name, url: `/flows/${flow.id}` }}
      secondaryActions={[{ content: "Edit flow", url: `/flows/${flow.id}` }]}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }} maxWidth="18rem">
          <Select
            label="People who entered in the"
            options={RANGES}
            value={String(days)}
            onChange={(value) => show({ days: value, page: 0 })}
          />
        </Box>
        <Totals totals={totals} />
        <Columns
          aside={
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingSm">
                  Funnel
                </Text>
                <Funnel title="Funnel" stages={stagesOf(totals)} />
              </BlockStack>
            </Card>
          }
        >
          <FlowPicture
            picture={pictureOf(document)}
            belowStart={<Entered totals={totals} />}
            below={(stepId) => {
              const counts = steps[stepId];
              const sent = requests[stepId];
              return (
                <>
                  {counts && <StepNumbers counts={counts} entered={totals.entered} />}
                  {sent && <RequestNumbers counts={sent} />}
                </>
              );
            }}
          />
        </Columns>
        <Card padding="0">
          <WalkersTable lines={walkers} page={page} hasMore={hasMore} onPage={(other) => show({ days, page: other })} />
        </Card>
      </BlockStack>
    </Page>
  );
}

/** Each stage with the reason why it is smaller than the one before. */
function stagesOf({
  entered,
  inside,
  left,
  sent,
  delivered,
  clicked,
  orders,
}: FlowReportData["totals"]): FunnelStage[] {
  const gone = [inside > 0 && `${people(inside)} still in the flow`, left > 0 && `${people(left)} exited early`].filter(
    Boolean,
  );
  // As the rates above it: of texts delivered.
  const shareOf = { label: "delivered", value: delivered };
  return [
    { label: "Entered", value: entered },
    { label: "Texts sent", value: sent, ...(gone.length > 0 ? { reason: gone.join(", ") } : {}) },
    { label: "Delivered", value: delivered, shareOf: { label: "sent", value: sent } },
    { label: "Clicked", value: clicked, shareOf },
    { label: "Orders", value: orders, shareOf },
  ];
}

function Entered({ totals: { entered, missed } }: Pick<FlowReportData, "totals">) {
  return (
    <Text as="span" numeric>
      {people(entered)} entered
      {missed > 0 && ` · ${people(missed)} missed while the flow was paused`}
    </Text>
  );
}
