import { BlockStack, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { Later } from "../ui/later.tsx";
import { formatDay } from "../ui/local-time.tsx";
import { DetailsPage } from "../ui/page/details-page.tsx";
import { CheckList } from "./check-list.tsx";
import { CrowdedStarts } from "./crowded-starts.tsx";
import { daysLeft } from "./days-left.ts";
import type { PreparationData } from "./read.ts";

/** What to check before the next busy day, and campaigns that get in each other's way. */
export function PreparePage({ data: { day, checks, crowded } }: { data: PreparationData }) {
  return (
    <DetailsPage
      title="Preparation guide"
      subtitle={`${day.name}, ${formatDay(day.date)} · ${daysLeft(day)}`}
      back={{ label: "Home", url: "/" }}
    >
      <CheckList checks={checks} />
      <Later of={crowded} fallback={<Counting />} failed={<Failed />}>
        {(starts) => <CrowdedStarts starts={starts} />}
      </Later>
    </DetailsPage>
  );
}

function Counting() {
  return (
    <Card>
      <SkeletonBodyText lines={2} />
    </Card>
  );
}

function Failed() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Scheduled campaigns
        </Text>
        <Text as="p">Your scheduled campaigns couldn’t be checked. Reload the page in a minute.</Text>
      </BlockStack>
    </Card>
  );
}
