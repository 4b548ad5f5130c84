import { BlockStack, List, Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import { formatLocalTime } from "#domain/campaigns/drafts/format-local-time";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { type Cost, formatCost } from "../../ui/text/cost-card.tsx";
import type { Start } from "./start.ts";

export interface LaunchModalProps {
  isOpen: boolean;
  isBusy: boolean;
  name: string;
  /** "Everyone subscribed" */
  audience: string;
  start: Start;
  zone: string;
  isUrgent: boolean;
  /** Null while it is not known: then nothing can be confirmed. */
  cost: Cost | null;
  /** When it would be through, who must wait: one sentence each. */
  notes: string[];
  onConfirm: () => void;
  onClose: () => void;
}

/** What is about to happen, in full, before it can no longer be taken back. */
export function LaunchModal(props: LaunchModalProps) {
  const { name, audience, start, zone, isUrgent, cost, notes, ...dialog } = props;
  const people = cost ? formatPeople(cost.recipients) : "";
  return (
    <ConfirmModal
      {...dialog}
      title={start.when === "now" ? `Send “${name}” now?` : `Schedule “${name}”?`}
      keep="Cancel"
      action={start.when === "now" ? "Send campaign" : "Schedule campaign"}
    >
      <BlockStack gap="300">
        <List>
          <List.Item>
            {audience}: <strong>{people}</strong> right now.
          </List.Item>
          <List.Item>
            Estimated cost: <strong>{cost ? formatCost(cost) : "–"}</strong>.
          </List.Item>
          <List.Item>{startOf(start, zone)}</List.Item>
          {isUrgent && (
            <List.Item>It sends before your other campaigns and replaces the current urgent campaign.</List.Item>
          )}
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          You can pause it anytime. Texts already sent can’t be recalled.
        </Text>
      </BlockStack>
    </ConfirmModal>
  );
}

function startOf({ when, date, time }: Start, zone: string): string {
  const hour = formatLocalTime(`${date}T${time}`);
  if (when === "now") return "It starts immediately.";
  return when === "later" ? `It starts ${hour}, ${zone}.` : `Each recipient gets it ${hour}, in their local time.`;
}
