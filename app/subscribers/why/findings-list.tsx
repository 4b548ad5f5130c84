import { Badge, BlockStack, Box, Icon, InlineStack, List, Text } from "@shopify/polaris";
import { CheckCircleIcon, ClockIcon, XCircleIcon } from "@shopify/polaris-icons";
import { Disclosure } from "../../ui/disclosure.tsx";
import styles from "./findings-list.module.css";
import type { FindingLine } from "./read.ts";
import type { RuleLine } from "./rule-line.ts";

const marks = {
  pass: { icon: CheckCircleIcon, tone: "success", label: "Passed" },
  wait: { icon: ClockIcon, tone: "caution", label: "Delayed" },
  skip: { icon: XCircleIcon, tone: "critical", label: "Blocked" },
  expire: { icon: XCircleIcon, tone: "critical", label: "Expired" },
} as const;

/** Each rule with its tick or cross, what it said, and what it was judged by. */
export function FindingsList({ findings }: { findings: FindingLine[] }) {
  return (
    <ol className={styles.findings}>
      {findings.map((finding) => (
        <li key={`${finding.gate} ${finding.title}`} className={styles.finding}>
          <InlineStack gap="300" wrap={false} blockAlign="start">
            <Mark said={finding.said} />
            <BlockStack gap="100">
              <Text as="p">
                <Text as="span" fontWeight="semibold">
                  {finding.title}.
                </Text>{" "}
                {finding.sentence}
              </Text>
              {finding.inputs.map((input) => (
                <Text as="p" key={input} variant="bodySm" tone="subdued">
                  Checked against: {input}
                </Text>
              ))}
              <Rules rules={finding.rules} about={finding.title} />
            </BlockStack>
          </InlineStack>
        </li>
      ))}
    </ol>
  );
}

function Mark({ said }: Pick<FindingLine, "said">) {
  const { icon, tone, label } = marks[said];
  return (
    <Box>
      <Icon source={icon} tone={tone} accessibilityLabel={label} />
    </Box>
  );
}

/** What binds this person, on demand where none of it objects. */
function Rules({ rules, about }: { rules: RuleLine[]; about: string }) {
  if (rules.length === 0) return null;
  const count = `${rules.length} ${rules.length === 1 ? "rule" : "rules"}`;
  return (
    <Disclosure
      label={count}
      accessibilityLabel={`${count}: ${about}`}
      isOpenAtFirst={rules.some(({ allows }) => allows === false)}
    >
      <List gap="extraTight">
        {rules.map(({ key, name, details, allows, doubt }) => (
          <List.Item key={key}>
            <InlineStack gap="100" blockAlign="center">
              <Text as="span" fontWeight="medium">
                {name}
              </Text>
              {allows === false && (
                <Badge tone="attention" size="small">
                  Blocks this time
                </Badge>
              )}
              {doubt && <Badge size="small">{doubt}</Badge>}
            </InlineStack>
            <Text as="p" variant="bodySm" tone="subdued">
              {details.join(" · ")}
            </Text>
          </List.Item>
        ))}
      </List>
    </Disclosure>
  );
}
