import { BlockStack, Button, Card, ChoiceList, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { type TriggerKind, triggerKinds, triggerType } from "#domain/flows/triggers/registry";
import type { TriggerGroup } from "#domain/flows/triggers/trigger-type";
import type { Purpose } from "#domain/messages/source";
import styles from "./new-flow.module.css";

export interface TriggerChoiceProps {
  isBusy: boolean;
  onCreate: (trigger: TriggerKind, purpose: Purpose) => void;
  onClose: () => void;
}

const groups: Record<TriggerGroup, string> = {
  store: "Store events",
  person: "What people do",
  time: "Dates and time",
  programs: "Other apps",
};

/** What texts of this purpose are, as the preview of a template says it. */
function inWords(purpose: Purpose): { label: string; helpText: string } {
  return purpose === "marketing"
    ? { label: "Marketing", helpText: "Goes only to people with marketing consent, outside quiet hours." }
    : {
        label: "Transactional",
        helpText: "Goes to customers about their own order, at any hour. It can’t include promotions.",
      };
}

/** Every trigger with its sentence; the first decision about a flow from nothing. */
export function TriggerChoice({ isBusy, onCreate, onClose }: TriggerChoiceProps) {
  const [chosen, choose] = useState<TriggerKind | null>(null);
  const [wanted, want] = useState<Purpose | null>(null);
  const allowed = chosen === null ? [] : triggerType(chosen).purposes;
  const purpose = allowed.find((it) => it === wanted) ?? allowed[0];
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus({ preventScroll: true }), []);
  return (
    <section ref={section} tabIndex={-1} className={styles.panel} aria-label="What starts the flow?">
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="center" wrap={false} gap="200">
            <Text as="h2" variant="headingMd">
              What starts the flow?
            </Text>
            <Button onClick={onClose} variant="tertiary">
              Close
            </Button>
          </InlineStack>
          <div className={styles.triggers}>
            <BlockStack gap="400">
              {Object.entries(groups).map(([group, title]) => (
                <Group key={group} group={group} title={title} chosen={chosen} onChoose={choose} />
              ))}
            </BlockStack>
          </div>
          {allowed.length > 1 && purpose && (
            <ChoiceList
              title="Purpose of the texts"
              choices={allowed.map((value) => ({ value, ...inWords(value) }))}
              selected={[purpose]}
              onChange={([value]) => want(value as Purpose)} // the choices' own values
            />
          )}
          <Button
            variant="primary"
            fullWidth
            disabled={chosen === null}
            loading={isBusy}
            onClick={() => chosen && purpose && onCreate(chosen, purpose)}
          >
            Create flow
          </Button>
        </BlockStack>
      </Card>
    </section>
  );
}

interface GroupProps {
  group: string;
  title: string;
  chosen: TriggerKind | null;
  onChoose: (kind: TriggerKind) => void;
}

function Group({ group, title, chosen, onChoose }: GroupProps) {
  const kinds = triggerKinds.filter((kind) => triggerType(kind).group === group);
  if (kinds.length === 0) return null;
  return (
    <ChoiceList
      title={title}
      choices={kinds.map((kind) => {
        const { title: label, describe } = triggerType(kind);
        return { value: kind, label, helpText: describe };
      })}
      selected={chosen === null ? [] : [chosen]}
      onChange={([kind]) => kind && onChoose(kind as TriggerKind)} // the choices' own values
    />
  );
}
