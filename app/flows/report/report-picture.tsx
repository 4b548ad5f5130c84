import { Card, Link, Text } from "@shopify/polaris";
import { useMemo } from "react";
import { pictureOf } from "#app/flows/picture/picture-of";
import { formatPeople } from "#app/ui/format-people";
import { useShop } from "../../ui/shop.tsx";
import { FlowPicture } from "../picture/flow-picture.tsx";
import { CountsTable } from "./counts-table.tsx";
import type { ListUrl } from "./listing.ts";
import { CardCounts, countAt, LineCount } from "./picture-counts.tsx";
import type { FlowReportData, ReportNumbers } from "./read.ts";

export interface ReportPictureProps {
  data: FlowReportData;
  numbers: ReportNumbers | null;
  openId: string | null;
  onOpen: (stepId: string) => void;
  urlOf: ListUrl;
}

/** The flow's picture with the counts on its cards and lines. */
export function ReportPicture({ data: { document }, numbers, openId, onOpen, urlOf }: ReportPictureProps) {
  const { currency } = useShop();
  const picture = useMemo(() => pictureOf(document, currency), [document, currency]);
  if (!numbers) return <FlowPicture picture={picture} belowStart={<Text as="span">Counting…</Text>} />;
  return (
    <>
      <FlowPicture
        picture={picture}
        openId={openId}
        onOpen={onOpen}
        belowStart={<Entered numbers={numbers} />}
        below={(stepId) => {
          const counts = numbers.steps[stepId];
          const confidence = numbers.variants[stepId]?.confidence;
          return (
            <>
              {counts && <CardCounts counts={counts} />}
              {confidence && (
                <Text as="span" variant="bodySm">
                  {confidence.sentence}
                </Text>
              )}
            </>
          );
        }}
        edge={(place) => <LineCount count={countAt(document, numbers, place)} />}
      />
      <CountsTable steps={document.steps} numbers={numbers} />
      {numbers.totals.untraced > 0 && (
        <Card>
          <Text as="p" tone="subdued">
            {formatPeople(numbers.totals.untraced)} finished before steps were counted, so they’re missing after the
            first branch. <Link url={urlOf({ show: "finished" })}>Everyone who finished</Link>
          </Text>
        </Card>
      )}
    </>
  );
}

function Entered({ numbers: { totals, start } }: { numbers: ReportNumbers }) {
  const gone = start.left.reduce((sum, { count }) => sum + count, 0);
  return (
    <Text as="span" numeric>
      {formatPeople(totals.entered)} entered
      {totals.missed > 0 && ` · ${formatPeople(totals.missed)} missed while the flow was paused`}
      {start.waiting > 0 && ` · ${formatPeople(start.waiting)} before the first step`}
      {gone > 0 && ` · ${formatPeople(gone)} left before the first step`}
    </Text>
  );
}
