import { useNavigate } from "@remix-run/react";
import { Badge, Box, Button, Card, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { armLabel, sentenceOf } from "#app/flows/picture/picture-of";
import type { FlowDocument } from "#domain/flows/definition/document";
import { findStep } from "#domain/flows/editing/tree";
import { leavingSentence, unsentSentence } from "#domain/flows/report/report-counts";
import type { Show, Who } from "#domain/flows/report/who";
import type { Listing, ListUrl } from "./listing.ts";
import type { ReportNumbers } from "./read.ts";
import { WalkersTable } from "./walkers-table.tsx";

const TITLES: Record<Show, string> = {
  all: "Everyone who entered",
  reached: "Reached",
  arm: "Took the path",
  waiting: "Here now",
  finished: "Finished",
  left: "Left",
  missed: "Missed while the flow was paused",
  sent: "Text sent",
  delivered: "Text delivered",
  clicked: "Clicked",
  ordered: "Ordered",
  "opted-out": "Opted out within a day",
  pending: "Text not sent yet",
  unsent: "Text not sent",
};

export interface PeopleCardProps {
  document: FlowDocument;
  listing: Listing;
  numbers: ReportNumbers | null;
  urlOf: ListUrl;
}

/** The people behind one number, or everyone. */
export function PeopleCard({ document, listing: { who, page }, numbers, urlOf }: PeopleCardProps) {
  const navigate = useNavigate();
  return (
    <div id="people">
      <Card padding="0">
        <Box padding="400" paddingBlockEnd="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {TITLES[who.show]}
            </Text>
            {detailsOf(who, document, numbers).map((detail) => (
              <Badge key={detail}>{detail}</Badge>
            ))}
            {who.show !== "all" && <Button url={urlOf({})}>Show everyone</Button>}
          </InlineStack>
        </Box>
        {numbers ? (
          <WalkersTable
            lines={numbers.walkers}
            page={page}
            hasMore={numbers.hasMore}
            isEveryone={who.show === "all"}
            onPage={(other) => navigate(urlOf(who, other), { preventScrollReset: true })}
          />
        ) : (
          <Box padding="400">
            <SkeletonBodyText lines={6} />
          </Box>
        )}
      </Card>
    </div>
  );
}

/** The step, the path and the reason that the list is limited to. */
function detailsOf(
  { show, stepId, arm, reason }: Who,
  document: FlowDocument,
  numbers: ReportNumbers | null,
): string[] {
  if (stepId === "") return ["Before the first step"];
  const step = stepId === null ? null : (findStep(document.steps, stepId) ?? earlier(stepId, numbers));
  return [
    ...(stepId === null ? [] : [step ? sentenceOf(step) : "A step that was removed"]),
    ...(step && arm !== null ? [armLabel(step, arm)] : []),
    ...(reason === null ? [] : [show === "left" ? leavingSentence(reason) : unsentSentence(reason)]),
  ];
}

function earlier(stepId: string, numbers: ReportNumbers | null) {
  return numbers?.earlier.find(({ id }) => id === stepId)?.step ?? null;
}
