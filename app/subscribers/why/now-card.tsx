import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import type { personLine, WhyData } from "./read.ts";

export interface NowCardProps {
  person: ReturnType<typeof personLine>;
  why: WhyData;
  now: NonNullable<WhyData["now"]>;
}

/** The answer in one line, and the text as this person would read it. */
export function NowCard({ person, why, now }: NowCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          “{why.name}” to {person.name}, if sent now
        </Text>
        <div aria-live="polite">
          <Verdict now={now} />
        </div>
        {person.subscriberId === null && (
          <Text as="p" tone="subdued">
            This number isn’t a subscriber. We only checked the number itself.
          </Text>
        )}
        {now.text && (
          <Text as="p" tone="subdued">
            “{now.text.body}” ({now.text.parts} {now.text.parts === 1 ? "SMS segment" : "SMS segments"},{" "}
            {now.text.price})
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Verdict({ now: { isNow, waitsForSource, nextAt, because } }: Pick<NowCardProps, "now">) {
  if (because !== null)
    return (
      <Banner tone="critical" title="Wouldn’t be sent">
        {because}
      </Banner>
    );
  if (isNow && waitsForSource)
    return (
      <Banner tone="success" title="Allowed by all rules">
        Ready to send.
      </Banner>
    );
  if (isNow) return <Banner tone="success" title="Would be sent immediately" />;
  return (
    <Banner tone="warning" title="Would be delayed">
      Next possible time: {nextAt && <LocalTime at={nextAt} />}.
    </Banner>
  );
}
