import { Badge, BlockStack, Button, Card, Collapsible, DataTable, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { clockTime } from "./clock-time.ts";

interface Hours {
  starts: number;
  ends: number;
}

interface Rule {
  name: string;
  jurisdiction: string;
  weekdays: Hours | null;
  saturday: Hours | null;
  sunday: Hours | null;
  textsPer24Hours?: number | undefined;
  confidence: "firm" | "weak" | "conflict";
}

const doubts = { weak: "One source", conflict: "Sources differ, stricter one applies" } as const;

/** Each rule that is followed by itself, in the recipient's local time. The sources stand in docs/compliance-sources.md. */
export function LegalHours({ rules }: { rules: Rule[] }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">
          In the United States marketing texts may arrive from 8:00 AM to 9:00 PM (47 CFR 64.1200(c)(1)). Several states
          and countries are stricter; Cartbell follows each by itself, with nothing for you to set.
        </Text>
        <Button
          variant="plain"
          disclosure={isOpen ? "up" : "down"}
          ariaExpanded={isOpen}
          ariaControls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "Hide the rules" : `Show all ${rules.length} rules`}
        </Button>
      </BlockStack>
      <Collapsible open={isOpen} id={id}>
        <DataTable
          columnContentTypes={["text", "text", "text", "text", "text"]}
          headings={["Rule", "Monday to Friday", "Saturday", "Sunday", "Texts a day"]}
          rows={rules.map((rule) => [
            <BlockStack key={rule.name} gap="100" inlineAlign="start">
              <Text as="span">{rule.name}</Text>
              {rule.confidence !== "firm" && <Badge size="small">{doubts[rule.confidence]}</Badge>}
            </BlockStack>,
            span(rule.weekdays),
            span(rule.saturday),
            span(rule.sunday),
            rule.textsPer24Hours ?? "–",
          ])}
        />
      </Collapsible>
    </Card>
  );
}

function span(hours: Hours | null): string {
  return hours ? `${clockTime(hours.starts)} – ${clockTime(hours.ends)}` : "None";
}
