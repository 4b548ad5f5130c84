import { Banner, BlockStack, Box, Card, EmptyState, ProgressBar, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../../ui/local-time.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { CostByCountry } from "./cost-by-country.tsx";
import { OutcomeCard } from "./outcome-card.tsx";
import type { DryRunData } from "./read.ts";
import { TextsCard } from "./texts-card.tsx";
import { Warnings } from "./warnings.tsx";

type Run = NonNullable<DryRunData["run"]>;

/** Everything a campaign would come to, worked out for each of its people. */
export function DryRunPage({ data: { campaign, run } }: { data: DryRunData }) {
  const order = useAction();
  const ask = () => order.send({ intent: "ask" });
  const isUnderWay = run?.state === "under-way";
  return (
    <DetailsPage
      title={`Dry run of “${campaign.name}”`}
      titleMetadata={<StatusBadge status={campaign.state} />}
      back={{
        label: campaign.name,
        url: campaign.mayEdit ? `/campaigns/${campaign.id}/edit` : `/campaigns/${campaign.id}`,
      }}
      primaryAction={
        run && isUnderWay
          ? {
              content: "Cancel dry run",
              onAction: () => order.send({ intent: "cancel", run: run.id }),
              loading: order.isBusy,
            }
          : { content: run ? "Run again" : "Start dry run", onAction: ask, loading: order.isBusy }
      }
      aside={run?.result && <CostByCountry result={run.result} />}
    >
      {order.errors.form && <Banner tone="critical">{order.errors.form}</Banner>}
      {!run && (
        <Card>
          <EmptyState heading="Preview who gets this campaign and what it costs" image="">
            <p>
              A dry run renders each recipient’s text and checks every sending rule, exactly as when you send the
              campaign. No texts are sent.
            </p>
          </EmptyState>
        </Card>
      )}
      {run && isUnderWay && <Progress run={run} />}
      {run?.state === "cancelled" && <Banner tone="info">This dry run was canceled.</Banner>}
      {run?.state === "failed" && (
        <Banner tone="critical" title="Dry run failed">
          {run.failedBecause === "audience-gone"
            ? "This campaign’s segment or list was deleted. Choose another audience."
            : "No number is active. Connect one in Settings."}
        </Banner>
      )}
      {run?.result && <Result run={run} result={run.result} mayEdit={campaign.mayEdit} order={order} />}
    </DetailsPage>
  );
}

interface ResultProps {
  run: Run;
  result: NonNullable<Run["result"]>;
  mayEdit: boolean;
  order: ReturnType<typeof useAction>;
}

function Result({ run, result, mayEdit, order }: ResultProps) {
  return (
    <>
      {run.stale.length > 0 && (
        <Banner
          tone="warning"
          title="These results may be out of date"
          action={{ content: "Run again", onAction: () => order.send({ intent: "ask" }), loading: order.isBusy }}
        >
          {run.stale.join(" ")}
        </Banner>
      )}
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          {run.audience}, starting {run.start}. Calculated {run.doneAt && <LocalTime at={run.doneAt} />}.
        </Text>
      </Box>
      <Warnings
        warnings={run.warnings}
        isBusy={order.isBusy}
        {...(mayEdit && { onReword: (body: string) => order.send({ intent: "reword", body }) })}
      />
      <OutcomeCard result={result} />
      <TextsCard result={result} />
    </>
  );
}

function Progress({ run: { counted, people } }: { run: Run }) {
  const percent = people === 0 ? 0 : Math.min(100, Math.round((counted / people) * 100));
  return (
    <Card>
      <BlockStack gap="300">
        <div aria-live="polite">
          <Text as="h2" variant="headingMd" numeric>
            {counted.toLocaleString("en-US")} of {people.toLocaleString("en-US")} people checked
          </Text>
        </div>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="dry-run-progress" />
        <Text as="p" tone="subdued" id="dry-run-progress">
          You can leave this page. The dry run continues.
        </Text>
      </BlockStack>
    </Card>
  );
}
