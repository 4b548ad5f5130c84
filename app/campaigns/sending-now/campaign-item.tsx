import { Badge, BlockStack, Button, ButtonGroup, InlineStack, Link, Text } from "@shopify/polaris";
import type { PageAction } from "#app/actions/use-action";
import { LongName } from "../../ui/long-name.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Outlook } from "../report/outlook.tsx";
import { ProgressBar } from "../report/progress-bar.tsx";
import type { CampaignLine } from "./read.ts";

/** A campaign in its place: how far it is, what holds it up, when it will be through, and what can be done about it. */
export function CampaignItem({ line, order }: { line: CampaignLine; order: PageAction }) {
  const { id, name, isUrgent, audience, summary, shares, doing, evening, outlook } = line;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            <Link url={`/campaigns/${id}`} removeUnderline monochrome>
              <LongName>{name}</LongName>
            </Link>
          </Text>
          <StatusBadge status={outlook.state} />
          {isUrgent && <Badge tone="attention">Urgent</Badge>}
        </InlineStack>
        <Actions line={line} order={order} />
      </InlineStack>
      <Text as="p" numeric>
        {summary}
      </Text>
      <ProgressBar shares={shares} audience={audience} />
      {(doing || evening) && (
        <Text as="p">
          {doing} {evening}
        </Text>
      )}
      <Text as="p" tone="subdued">
        <Outlook campaign={outlook} />
      </Text>
    </BlockStack>
  );
}

/** They post to the campaign's own page. */
function Actions({ line: { id, name, isUrgent, outlook }, order }: { line: CampaignLine; order: PageAction }) {
  const isPaused = outlook.state === "paused";
  const [urgent, mark] = isUrgent ? ["Remove urgent", "not-urgent"] : ["Mark urgent", "urgent"];
  const [pause, turn] = isPaused ? ["Resume", "resume"] : ["Pause", "pause"];
  const actions = [
    { content: urgent, intent: mark },
    { content: pause, intent: turn },
  ];
  return (
    <ButtonGroup>
      {actions.map(({ content, intent }) => (
        <Button
          key={intent}
          size="slim"
          disabled={order.isBusy}
          accessibilityLabel={`${content}: ${name}`}
          onClick={() => order.send({ intent }, `/campaigns/${id}`)}
        >
          {content}
        </Button>
      ))}
    </ButtonGroup>
  );
}
