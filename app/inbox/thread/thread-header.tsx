import { useLocation } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { ArrowLeftIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { inSentence } from "#app/inbox/author-name";
import { useKeys } from "#app/inbox/use-keys";
import { LocalTime } from "../../ui/local-time.tsx";
import { AssignMenu } from "./assign-menu.tsx";
import { MenuButton } from "./menu-button.tsx";
import type { ConversationData } from "./read.ts";
import styles from "./thread.module.css";
import { TicketButton } from "./ticket-button.tsx";

const STATES = { open: "Open", waiting: "Waiting for a reply", snoozed: "Snoozed", closed: "Closed" } as const;

const SNOOZES = [
  { hours: 1, label: "For an hour" },
  { hours: 4, label: "For 4 hours" },
  { hours: 24, label: "For a day" },
  { hours: 72, label: "For 3 days" },
  { hours: 168, label: "For a week" },
];

/** Whose conversation it is, its state, and what can be done with it. */
export function ThreadHeader({ data }: { data: ConversationData }) {
  const { conversation, name, phone, assignee, person, upTo } = data;
  const { state, snoozedUntil } = conversation;
  const { send, isBusy, refusal } = useAction();
  const { search } = useLocation();
  const close = () => state !== "closed" && !isBusy && send({ intent: "close", upTo });
  useKeys({ e: close });
  return (
    <Box padding="400">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <span className={styles.back}>
            <Button icon={ArrowLeftIcon} url={`/inbox${search}`} accessibilityLabel="Back to conversations">
              Back
            </Button>
          </span>
          <Text as="h2" variant="headingMd" breakWord>
            {name}
          </Text>
          {name !== phone && <Text as="span">{phone}</Text>}
          <Badge tone={state === "open" ? "attention" : "enabled"}>{STATES[state]}</Badge>
          {person.isPossibleOptOut && <Link url="/subscribers/opt-outs">Possible opt-out: review</Link>}
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          {assignee ? `Assigned to ${inSentence(assignee)}` : "Assigned to no one"}
          {state === "snoozed" && snoozedUntil && (
            <>
              {" "}
              · Open again <LocalTime at={snoozedUntil} />
            </>
          )}
        </Text>
        <InlineStack gap="200">
          {state === "closed" ? (
            <Button disabled={isBusy} onClick={() => send({ intent: "reopen" })}>
              Reopen
            </Button>
          ) : (
            <Button disabled={isBusy} onClick={close}>
              Close conversation
            </Button>
          )}
          <Snooze isBusy={isBusy} onChoose={(hours) => send({ intent: "snooze", hours: String(hours), upTo })} />
          <AssignMenu
            data={data}
            isBusy={isBusy}
            onChoose={(assignee) => send(assignee === null ? { intent: "unassign" } : { intent: "assign", assignee })}
          />
          <Button disabled={isBusy} onClick={() => send({ intent: "unread" })}>
            Mark as unread
          </Button>
          <TicketButton data={data} isBusy={isBusy} onHandOver={() => send({ intent: "hand-over" })} />
        </InlineStack>
        {refusal && (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

function Snooze({ isBusy, onChoose }: { isBusy: boolean; onChoose: (hours: number) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <MenuButton
      label="Snooze"
      isBusy={isBusy}
      isOpen={isOpen}
      setOpen={setOpen}
      items={SNOOZES.map(({ hours, label }) => ({ content: label, onAction: () => onChoose(hours) }))}
    />
  );
}
