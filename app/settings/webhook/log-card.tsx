import { useNavigate } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { WebhookData } from "./read.ts";

const PERIODS = [
  { label: "Last hour", value: "1" },
  { label: "Last 24 hours", value: "24" },
  { label: "Last 7 days", value: "168" },
  { label: "Last 30 days", value: "720" },
];

/** What was sent, what came of it, and sending it again. */
export function LogCard({ log: { events, next }, view }: Pick<WebhookData, "log" | "view">) {
  const navigate = useNavigate();
  const { isBusy, send } = useAction();
  const show = (query: string) => navigate(query, { preventScrollReset: true });
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Events
          </Text>
          <ButtonGroup>
            <Button pressed={view === "all"} onClick={() => show("?view=all")}>
              All
            </Button>
            <Button pressed={view === "failed"} onClick={() => show("?view=failed")}>
              Failed
            </Button>
            <Button loading={isBusy} onClick={() => send({ intent: "test" })}>
              Send test event
            </Button>
          </ButtonGroup>
        </InlineStack>
        {events.length === 0 ? (
          <Text as="p" tone="subdued">
            {view === "failed" ? "No events failed." : "No events yet. Events of the last 30 days will appear here."}
          </Text>
        ) : (
          <LogList events={events} />
        )}
        {next && (
          <InlineStack>
            <Button onClick={() => show(`?view=${view}&before=${next}`)}>Older events</Button>
          </InlineStack>
        )}
        {events.length > 0 && <ResendMany />}
      </BlockStack>
    </Card>
  );
}

/** A line for each: it wraps on a phone, where a table would scroll. */
function LogList({ events }: Pick<WebhookData["log"], "events">) {
  const { send } = useAction();
  return (
    <BlockStack gap="300" as="ul">
      {events.map((it) => (
        <li key={it.id}>
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <BlockStack gap="050">
              <InlineStack align="start" gap="200" blockAlign="center">
                <Text as="span" fontWeight="medium">
                  {it.type}
                </Text>
                <StatusBadge status={it.state} />
              </InlineStack>
              <Text as="span" tone="subdued">
                <LocalTime at={it.createdAt} />
                {` · ${outcomeOf(it)}`}
              </Text>
            </BlockStack>
            {it.endedAt && (
              <Button
                accessibilityLabel={`Send ${it.type} again`}
                onClick={() => send({ intent: "resend-one", eventId: it.id })}
              >
                Send again
              </Button>
            )}
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}

function outcomeOf({ attempts, status, trouble }: WebhookData["log"]["events"][number]): string {
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  return [tries, status === null ? null : `answer ${status}`, trouble].filter((part) => part !== null).join(" · ");
}

function ResendMany() {
  const [hours, setHours] = useState("24");
  const { isBusy, posted, send } = useAction();
  const resend = (which: string) => send({ intent: "resend-since", which, hours });
  const isSending = (which: string) => isBusy && posted?.get("which") === which;
  return (
    <InlineStack gap="200" blockAlign="end">
      <Select label="Send again" options={PERIODS} value={hours} onChange={setHours} />
      <Button loading={isSending("failed")} onClick={() => resend("failed")}>
        Failed events
      </Button>
      <Button loading={isSending("all")} onClick={() => resend("all")}>
        All events
      </Button>
    </InlineStack>
  );
}
