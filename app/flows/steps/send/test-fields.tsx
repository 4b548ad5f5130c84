import { BlockStack, Button, InlineStack, Tabs, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { FlowAround } from "#app/flows/steps/step-form";
import type { FieldProblem } from "#domain/flows/definition/problem";
import { addVariant, removeVariant } from "#domain/flows/experiments/edit-test";
import { fieldOf } from "#domain/flows/experiments/problems";
import { letterOf, MOST_TEXTS, type TextTest, type Variant } from "#domain/flows/experiments/text-test";
import { ProblemList } from "../problem-list.tsx";
import { TextFields } from "./text-fields.tsx";
import { WinnerFields } from "./winner-fields.tsx";

export interface TestFieldsProps {
  test: TextTest;
  onChange: (test: TextTest) => void;
  /** Keeps this text alone. */
  onEnd: (text: string) => void;
  problems: FieldProblem[];
  around: FlowAround;
}

/** The texts of an A/B test, one tab each, their shares, and how the winner is chosen. */
export function TestFields({ test, onChange, onEnd, problems, around }: TestFieldsProps) {
  const { variants, winner } = test;
  const [openId, open] = useState<Variant["id"]>("a");
  const shown = variants.find(({ id }) => id === openId) ?? variants[0];
  if (!shown) return null;
  const change = (given: Partial<Variant>) =>
    onChange({ ...test, variants: variants.map((it) => (it.id === shown.id ? { ...it, ...given } : it)) });
  const add = () => {
    const next = addVariant(test);
    const added = next.variants.find(({ id }) => !variants.some((it) => it.id === id));
    onChange(next);
    if (added) open(added.id);
  };
  const remove = () => {
    const next = removeVariant(test, shown.id);
    if (next) onChange(next);
    else onEnd(variants.find(({ id }) => id !== shown.id)?.text ?? shown.text);
  };
  return (
    <BlockStack gap="400">
      <Tabs
        tabs={variants.map((it) => tabOf(it, problems))}
        selected={variants.indexOf(shown)}
        onSelect={(index) => open(variants[index]?.id ?? "a")}
      >
        <BlockStack gap="400">
          <TextFields
            key={shown.id}
            name={`text-${shown.id}`}
            label={`Text ${letterOf(shown)}`}
            text={shown.text}
            onChange={(text) => change({ text })}
            problems={problemsOf(shown, problems)}
            around={around}
          />
          <InlineStack gap="200" blockAlign="end" wrap>
            <TextField
              label={`Share of text ${letterOf(shown)}`}
              type="number"
              inputMode="numeric"
              min={0}
              max={100}
              suffix="%"
              value={String(shown.weight)}
              onChange={(typed) => change({ weight: shareIn(typed) })}
              autoComplete="off"
            />
            <Button onClick={remove} accessibilityLabel={`Remove text ${letterOf(shown)}`}>
              Remove
            </Button>
            {variants.length < MOST_TEXTS && <Button onClick={add}>Add text</Button>}
          </InlineStack>
        </BlockStack>
      </Tabs>
      <WinnerFields winner={winner} onChange={(rule) => onChange({ ...test, winner: rule })} />
      <ProblemList problems={problems} fieldId="text-test" except={variants.map(fieldOf)} />
    </BlockStack>
  );
}

function tabOf(variant: Variant, problems: FieldProblem[]) {
  const count = problemsOf(variant, problems).length;
  return {
    id: `text-${variant.id}`,
    content: `${letterOf(variant)} · ${variant.weight}%`,
    accessibilityLabel: `Text ${letterOf(variant)}, ${variant.weight}%${count > 0 ? ", has issues" : ""}`,
    ...(count > 0 ? { badge: "!" } : {}),
  };
}

/** The problems of one text, without its letter, which the tab shows. */
function problemsOf(variant: Variant, problems: FieldProblem[]): string[] {
  const beginning = `Text ${letterOf(variant)}: `;
  return problems
    .filter(({ field }) => field === fieldOf(variant))
    .map(({ message }) => message.replace(beginning, ""));
}

function shareIn(typed: string): number {
  return Math.min(100, Math.max(0, Math.round(Number(typed)) || 0));
}
