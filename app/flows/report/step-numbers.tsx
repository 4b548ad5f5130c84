import { BlockStack, Text } from "@shopify/polaris";
import { people } from "#app/flows/people";
import { rateOf } from "#app/ui/rate";
import type { StepCounts } from "#domain/flows/report/report-counts";
import { Money } from "../../ui/money.tsx";

/** What happened at one step: who waits, what became of its texts, who left and why. */
export function StepNumbers({ counts, entered }: { counts: StepCounts; entered: number }) {
  const { waiting, left, texts } = counts;
  const gone = left.reduce((sum, { count }) => sum + count, 0);
  if (waiting === 0 && gone === 0 && !texts) return null;
  return (
    <BlockStack gap="050">
      {waiting > 0 && <Line>{people(waiting)} waiting</Line>}
      {texts && <Texts texts={texts} />}
      {gone > 0 && (
        <Line>
          {people(gone)} exited here ({rateOf(gone, entered)} of entrants)
        </Line>
      )}
      {left.map(({ sentence, count }) => (
        <Line key={sentence} isDetail>
          {count.toLocaleString("en-US")} · {sentence}
        </Line>
      ))}
    </BlockStack>
  );
}

function Texts({ texts }: { texts: NonNullable<StepCounts["texts"]> }) {
  const { sent, delivered, pending, unsent, clicked, orders, revenueMicros } = texts;
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <>
      <Line>
        {number(sent)} sent · {number(delivered)} delivered · {number(clicked)} clicked · {number(orders)} ordered ·{" "}
        <Money micros={revenueMicros} />
      </Line>
      {pending > 0 && <Line isDetail>{number(pending)} not sent yet</Line>}
      {unsent.map(({ sentence, count }) => (
        <Line key={sentence} isDetail>
          {number(count)} not sent · {sentence}
        </Line>
      ))}
    </>
  );
}

function Line({ isDetail = false, children }: { isDetail?: boolean; children: React.ReactNode }) {
  return (
    <Text as="span" variant="bodySm" numeric {...(isDetail ? { tone: "subdued" as const } : {})}>
      {children}
    </Text>
  );
}
