import { BlockStack, Select, Text, TextField } from "@shopify/polaris";
import { CONFIDENCES, MOST_MINIMUM, type WinnerRule } from "#domain/flows/experiments/text-test";

const WAYS = [
  { value: "clicks", label: "The text with more clicks" },
  { value: "revenue", label: "The text with more revenue for each recipient" },
  { value: "none", label: "I’ll choose it myself" },
];

const LEVELS = CONFIDENCES.map((level) => ({ value: String(level), label: `${level}%` }));

const USUAL: WinnerRule = { by: "clicks", confidence: 95, minimum: 200 };

export interface WinnerFieldsProps {
  winner: WinnerRule | null;
  onChange: (winner: WinnerRule | null) => void;
}

/** When one of the texts wins the test. */
export function WinnerFields({ winner, onChange }: WinnerFieldsProps) {
  const choose = (way: string) =>
    onChange(way === "none" ? null : { ...(winner ?? USUAL), by: way === "revenue" ? "revenue" : "clicks" });
  return (
    <BlockStack gap="300">
      <Select label="Winner" options={WAYS} value={winner?.by ?? "none"} onChange={choose} />
      {winner ? (
        <>
          <Select
            label="Confidence needed"
            options={LEVELS}
            value={String(winner.confidence)}
            onChange={(level) =>
              onChange({ ...winner, confidence: CONFIDENCES.find((it) => it === Number(level)) ?? USUAL.confidence })
            }
            helpText="Higher confidence takes longer and makes a wrong winner less likely."
          />
          <TextField
            label="People for each text before a winner is chosen"
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_MINIMUM}
            value={String(winner.minimum)}
            onChange={(typed) => onChange({ ...winner, minimum: peopleIn(typed) })}
            autoComplete="off"
          />
          <Text as="p" variant="bodySm" tone="subdued">
            Once a text has won, everyone whose text hasn’t been sent yet gets it. You can undo that in the flow’s
            report.
          </Text>
        </>
      ) : (
        <Text as="p" variant="bodySm" tone="subdued">
          The test continues until you choose a winner in the flow’s report.
        </Text>
      )}
    </BlockStack>
  );
}

function peopleIn(typed: string): number {
  return Math.min(MOST_MINIMUM, Math.max(1, Math.round(Number(typed)) || 1));
}
