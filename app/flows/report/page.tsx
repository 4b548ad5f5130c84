import { useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useMemo } from "react";
import { useOpenStep } from "#app/flows/editor/use-open-step";
import { useLive } from "#app/ui/use-live";
import { findStep } from "#domain/flows/editing/tree";
import { Later } from "../../ui/later.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { EarlierSteps } from "./earlier-steps.tsx";
import { FlowSummary } from "./flow-summary.tsx";
import { listUrls } from "./listing.ts";
import { PeopleCard } from "./people-card.tsx";
import { RangePicker } from "./range-picker.tsx";
import type { FlowReportData, ReportNumbers } from "./read.ts";
import styles from "./report.module.css";
import { ReportPicture } from "./report-picture.tsx";
import { StepPanel } from "./step-panel.tsx";
import { Totals, TotalsSkeleton } from "./totals.tsx";
import { VariantsCard } from "./variants-card.tsx";

/** The editor's picture with the numbers of each step, then the people behind the numbers. */
export function ReportPage({ data }: { data: FlowReportData }) {
  const { flow, range, rangeError, numbers } = data;
  return (
    <Page
      fullWidth
      title={`${flow.name}: report`}
      titleMetadata={<StatusBadge status={flow.state} />}
      backAction={{ content: flow.name, url: `/flows/${flow.id}` }}
      secondaryActions={[{ content: "Edit flow", url: `/flows/${flow.id}` }]}
    >
      <BlockStack gap="400">
        <RangePicker range={range} error={rangeError} />
        <Later
          of={numbers}
          fallback={<Numbers data={data} numbers={null} />}
          failed={
            <Banner tone="critical">
              The numbers couldn’t be loaded in time. Choose fewer days, or reload the page.
            </Banner>
          }
        >
          {(it) => <Numbers data={data} numbers={it} />}
        </Later>
      </BlockStack>
    </Page>
  );
}

/** Often enough to see people move. */
const REFRESH_MS = 30_000;
/** Above so many people the numbers take seconds, and are counted only when the merchant asks. */
const MOST_TO_REFRESH = 20_000;

/** Without numbers it has the same shape, so that nothing moves when they come. */
function Numbers({ data, numbers }: { data: FlowReportData; numbers: ReportNumbers | null }) {
  const [params] = useSearchParams();
  useLive(data.flow.state === "live" && numbers !== null && numbers.totals.entered <= MOST_TO_REFRESH, REFRESH_MS);
  const urlOf = useMemo(() => listUrls(params), [params]);
  const { openId, open, close } = useOpenStep();
  const step = openId === null ? null : findStep(data.document.steps, openId);
  const isOpen = step !== null && numbers !== null;
  const variants = isOpen ? numbers.variants[step.id] : undefined;
  return (
    <BlockStack gap="400">
      {numbers ? <Totals totals={numbers.totals} urlOf={urlOf} /> : <TotalsSkeleton />}
      <div className={`${styles.report} ${isOpen ? styles.isOpen : ""}`}>
        <div className={styles.picture}>
          <ReportPicture data={data} numbers={numbers} openId={openId} onOpen={open} urlOf={urlOf} />
        </div>
        <div className={styles.side}>
          {isOpen ? (
            <BlockStack gap="400">
              <StepPanel key={step.id} step={step} numbers={numbers} urlOf={urlOf} onClose={close} />
              {variants && <VariantsCard report={variants} />}
            </BlockStack>
          ) : (
            <FlowSummary numbers={numbers} urlOf={urlOf} />
          )}
        </div>
      </div>
      {numbers && <EarlierSteps numbers={numbers} urlOf={urlOf} />}
      <PeopleCard document={data.document} listing={data.listing} numbers={numbers} urlOf={urlOf} />
    </BlockStack>
  );
}
