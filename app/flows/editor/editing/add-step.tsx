import { ActionList, Icon, Popover, type PopoverProps } from "@shopify/polaris";
import { ClipboardIcon, PlusIcon } from "@shopify/polaris-icons";
import { memo, useCallback, useState } from "react";
import { sentenceOf } from "#app/flows/picture/picture-of";
import { stepFormOf } from "#app/flows/steps/registry";
import { everyStep, type Step } from "#domain/flows/definition/document";
import { stepTypeNames, stepTypeOf } from "#domain/flows/steps/registry";
import { type StepGroup, stepGroups } from "#domain/flows/steps/step-type";
import styles from "./add-step.module.css";
import { stepsCount } from "./sentences.ts";
import type { Editing } from "./use-editing.ts";

export interface AddStepProps {
  /** The path: an arm of this step; null for the flow's own. */
  owner: string | null;
  arm: string | null;
  index: number;
  /** What the place comes after, in words. */
  after: string;
  /** True when steps follow in the path. */
  hasRest: boolean;
  editing: Editing;
}

const headings: Record<StepGroup, string> = { send: "Send", wait: "Wait", split: "Split", do: "Do" };

/** The "+" on a line of the picture, with the menu of everything that can be inserted there. */
export const AddStep = memo(function AddStep({ owner, arm, index, after, hasRest, editing }: AddStepProps) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const place = { path: owner === null || arm === null ? null : { stepId: owner, arm }, index };
  return (
    <Popover
      active={isOpen}
      onClose={close}
      autofocusTarget="first-node"
      {...popover}
      activator={
        <button
          type="button"
          className={styles.add}
          aria-label={`Add a step after ${after}`}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon source={PlusIcon} tone="base" />
        </button>
      }
    >
      {isOpen && (
        <ActionList
          actionRole="menuitem"
          onActionAnyItem={close}
          sections={[
            ...stepGroups.map((group) => ({
              title: headings[group],
              items: typesOf(group, hasRest, (type) => editing.add(type, place)),
            })),
            ...pasteSection(editing.copied(), () => editing.paste(place)),
          ].filter(({ items }) => items.length > 0)}
        />
      )}
    </Popover>
  );
});

const popover: Partial<PopoverProps> = { preferredAlignment: "center", preferredPosition: "below" };

function typesOf(group: StepGroup, hasRest: boolean, add: (type: string) => void) {
  return stepTypeNames.flatMap((name) => {
    const type = stepTypeOf(name);
    if (type?.group !== group) return [];
    const isEnd = type.isLast && type.arms(type.initial).length === 0;
    return [
      {
        content: type.title,
        icon: stepFormOf(name).icon,
        onAction: () => add(name),
        ...(isEnd && hasRest ? { disabled: true, helpText: "Only at the end of a path" } : {}),
      },
    ];
  });
}

function pasteSection(copied: Step[], paste: () => void) {
  const [first] = copied;
  if (!first) return [];
  const count = everyStep(copied).length;
  const helpText = count === 1 ? sentenceOf(first) : `${stepsCount(count)}, from ${sentenceOf(first)}`;
  return [{ title: "Clipboard", items: [{ content: "Paste", icon: ClipboardIcon, helpText, onAction: paste }] }];
}
