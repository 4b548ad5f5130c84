import { Button, ButtonGroup, InlineError, InlineStack, Select, Text } from "@shopify/polaris";
import { DeleteIcon, DuplicateIcon, PlusIcon } from "@shopify/polaris-icons";
import { Fragment, type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./builder.module.css";
import type { BuilderParts } from "./builder-parts.ts";
import type { GroupNode } from "./nodes.ts";
import { blankOf, RuleRow } from "./rule-row.tsx";

export interface RuleGroupProps {
  parts: BuilderParts;
  node: GroupNode;
  /** Null for the outermost. */
  groupKey: string | null;
  /** "Group 2 of 3", for screen readers. */
  place: string;
  level: number;
}

const MATCHES = [
  { value: "all", label: "Match all conditions" },
  { value: "any", label: "Match any condition" },
  { value: "none", label: "Match no conditions" },
] as const;
const JOINTS = { all: "and", any: "or", none: "nor" };
/** Deeper ones no one keeps apart, and the domain stores few more. */
const DEEPEST = 2;
const FIRST = "orders";

/** Rules and groups of them, and how many of them must be so. */
export function RuleGroup({ parts, node, groupKey, place, level }: RuleGroupProps) {
  const { builder, cards, problems } = parts;
  const group = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const wantsFocus = builder.focus === node.key;
  useEffect(() => {
    if (wantsFocus) group.current?.querySelector<HTMLElement>(":scope > div:last-of-type button")?.focus();
  }, [wantsFocus]);
  const error = problems.get(node.key)?.[""];
  return (
    <fieldset ref={group} className={level === 0 ? styles.outer : styles.inner} aria-label={place}>
      <div className={styles.group}>
        <div className={styles.head}>
          <Select
            label="Match"
            labelHidden
            options={[...MATCHES]}
            value={node.match}
            onChange={(match) =>
              builder.setMatch(node.key, MATCHES.find(({ value }) => value === match)?.value ?? "all")
            }
          />
          {groupKey !== null && <GroupButtons parts={parts} node={node} groupKey={groupKey} place={place} />}
        </div>
        {node.nodes.map((inside, position) => (
          <Fragment key={inside.key}>
            {position > 0 && (
              <span className={styles.joint} aria-hidden="true">
                {JOINTS[node.match]}
              </span>
            )}
            {inside.kind === "rule" ? (
              <RuleRow
                parts={parts}
                node={inside}
                groupKey={node.key}
                place={placeOf("Condition", position, node.nodes.length)}
              />
            ) : (
              <RuleGroup
                parts={parts}
                node={inside}
                groupKey={node.key}
                place={placeOf("Group", position, node.nodes.length)}
                level={level + 1}
              />
            )}
          </Fragment>
        ))}
        {node.nodes.length === 0 && level === 0 && (
          <Text as="p" tone="subdued">
            Without conditions, this segment includes everyone. Add a condition.
          </Text>
        )}
        {error && <InlineError message={error} fieldID={id} />}
      </div>
      <Adding>
        <Button icon={PlusIcon} onClick={() => builder.addRule(node.key, blankOf(cards, FIRST))}>
          Add condition
        </Button>
        {level < DEEPEST && (
          <Button icon={PlusIcon} variant="tertiary" onClick={() => builder.addGroup(node.key, blankOf(cards, FIRST))}>
            Add group
          </Button>
        )}
      </Adding>
    </fieldset>
  );
}

function Adding({ children }: { children: ReactNode }) {
  return (
    <div className={styles.adding}>
      <InlineStack gap="200">{children}</InlineStack>
    </div>
  );
}

type GroupButtonsProps = Pick<RuleGroupProps, "parts" | "node" | "place"> & { groupKey: string };

function GroupButtons({ parts, node, groupKey, place }: GroupButtonsProps) {
  const { builder } = parts;
  return (
    <ButtonGroup noWrap>
      <Button
        icon={DuplicateIcon}
        variant="tertiary"
        accessibilityLabel={`Duplicate ${place.toLowerCase()}`}
        onClick={() => builder.duplicate(node.key)}
      />
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={`Remove ${place.toLowerCase()}`}
        onClick={() => builder.remove(node.key, groupKey)}
      />
    </ButtonGroup>
  );
}

function placeOf(what: string, position: number, of: number): string {
  return `${what} ${position + 1} of ${of}`;
}
