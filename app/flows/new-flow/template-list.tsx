import { BlockStack, Icon, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { everyStep } from "#domain/flows/definition/document";
import { gallery } from "#domain/flows/presets/gallery";
import { type Preset, presetCategories } from "#domain/flows/presets/preset";
import { stepText } from "#domain/flows/steps/registry";
import type { Choice } from "./choice.ts";
import styles from "./new-flow.module.css";

export interface TemplateListProps {
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

/** Every ready-made flow by what it is for, and a flow from nothing. */
export function TemplateList({ choice, onChoose }: TemplateListProps) {
  const chosen = choice !== null && choice !== "blank" ? choice.template : null;
  return (
    <BlockStack gap="500">
      <ul className={styles.cards}>
        <li>
          <button
            type="button"
            className={styles.card}
            aria-pressed={choice === "blank"}
            onClick={() => onChoose("blank")}
          >
            <span className={styles.plus}>
              <Icon source={PlusIcon} tone="base" />
            </span>
            <Text as="span" fontWeight="semibold">
              Start from scratch
            </Text>
            <Text as="span" tone="subdued">
              Choose what starts the flow, then add steps.
            </Text>
          </button>
        </li>
      </ul>
      {Object.entries(presetCategories).map(([category, title]) => (
        <Category
          key={category}
          title={title}
          templates={Object.entries(gallery).filter(([, preset]) => preset.category === category)}
          chosen={chosen}
          onChoose={(template) => onChoose({ template })}
        />
      ))}
    </BlockStack>
  );
}

interface CategoryProps {
  title: string;
  templates: [string, Preset][];
  chosen: string | null;
  onChoose: (template: string) => void;
}

function Category({ title, templates, chosen, onChoose }: CategoryProps) {
  if (templates.length === 0) return null;
  return (
    <BlockStack gap="300">
      <div className={styles.heading}>
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
      </div>
      <ul className={styles.cards}>
        {templates.map(([key, preset]) => (
          <li key={key}>
            <button type="button" className={styles.card} aria-pressed={key === chosen} onClick={() => onChoose(key)}>
              <Text as="span" fontWeight="semibold">
                {preset.name}
              </Text>
              <Text as="span" tone="subdued">
                {preset.describe}
              </Text>
              <span className={styles.foot}>
                <Text as="span" variant="bodySm" tone="subdued">
                  {textsIn(preset)}
                </Text>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

function textsIn({ document: { purpose, steps } }: Preset): string {
  const count = everyStep(steps).filter((step) => stepText(step) !== null).length;
  return `${count === 1 ? "1 text" : `${count} texts`} · ${purpose === "marketing" ? "Marketing" : "Transactional"}`;
}
