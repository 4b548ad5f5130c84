import { BlockStack, Button, Card, InlineError, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { ShownSecret } from "#domain/api-keys/keys";
import { SCOPES } from "#domain/api-keys/scopes";
import { OVERLAP_WORDS } from "./overlap.ts";
import type { ApiPageData } from "./read.ts";

interface KeyCardProps {
  apiKey: ApiPageData["keys"][number];
  timeZone: string;
  onSecret: (secret: string) => void;
}

/** One key: what it can do, when it was used, and the two ways in which it ends. */
export function KeyCard({ apiKey: key, timeZone, onSecret }: KeyCardProps) {
  const [question, setQuestion] = useState<"rotate" | "revoke" | null>(null);
  const [overlap, setOverlap] = useState("24");
  const { isBusy, refusal, send } = useAction<ShownSecret>((answer) => {
    if (!answer.ok) return;
    setQuestion(null);
    if (answer.shown) onSecret(answer.shown.secret);
  });
  const date = (at: Date) => at.toLocaleString("en-US", { timeZone, dateStyle: "medium", timeStyle: "short" });
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {key.name}
        </Text>
        <Text as="p" tone="subdued">
          {`Ends in ${key.hint} · Created ${date(key.createdAt)}${key.createdBy ? ` by ${key.createdBy}` : ""} · ${
            key.lastUsedAt ? `Last used around ${date(key.lastUsedAt)}` : "Never used"
          }`}
        </Text>
        {key.previousUntil && <Text as="p">{`The previous key works until ${date(key.previousUntil)}`}</Text>}
        <Text as="p">{key.scopes.map((scope) => SCOPES[scope]).join(" · ")}</Text>
        {refusal && <InlineError fieldID={`key-${key.id}`} message={refusal} />}
        {question === null && (
          <InlineStack gap="200">
            <Button accessibilityLabel={`Rotate ${key.name}`} onClick={() => setQuestion("rotate")}>
              Rotate
            </Button>
            <Button tone="critical" accessibilityLabel={`Revoke ${key.name}`} onClick={() => setQuestion("revoke")}>
              Revoke
            </Button>
          </InlineStack>
        )}
        {question === "rotate" && (
          <BlockStack gap="200">
            <Select label="The old key keeps working" options={OVERLAP_WORDS} value={overlap} onChange={setOverlap} />
            <Answers
              label="Create new key"
              isBusy={isBusy}
              onYes={() => send({ intent: "rotate", id: key.id, overlapHours: overlap })}
              onNo={() => setQuestion(null)}
            />
          </BlockStack>
        )}
        {question === "revoke" && (
          <BlockStack gap="200">
            <Text as="p">Programs that use this key stop working within seconds. This can’t be undone.</Text>
            <Answers
              label="Revoke key"
              isCritical
              isBusy={isBusy}
              onYes={() => send({ intent: "revoke", id: key.id })}
              onNo={() => setQuestion(null)}
            />
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

interface AnswersProps {
  label: string;
  isBusy: boolean;
  isCritical?: boolean;
  onYes: () => void;
  onNo: () => void;
}

function Answers({ label, isBusy, isCritical = false, onYes, onNo }: AnswersProps) {
  return (
    <InlineStack gap="200">
      <Button variant="primary" {...(isCritical && { tone: "critical" })} loading={isBusy} onClick={onYes}>
        {label}
      </Button>
      <Button onClick={onNo}>Cancel</Button>
    </InlineStack>
  );
}
