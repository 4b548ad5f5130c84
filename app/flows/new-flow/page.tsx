import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { gallery } from "#domain/flows/presets/gallery";
import type { Choice } from "./choice.ts";
import styles from "./new-flow.module.css";
import { TemplateList } from "./template-list.tsx";
import { TemplatePreview } from "./template-preview.tsx";
import { TriggerChoice } from "./trigger-choice.tsx";

/** Left the ready-made flows, right the steps of the one that is chosen; or the choice of a trigger. */
export function NewFlowPage() {
  const [choice, choose] = useState<Choice>(null);
  const { refusal, isBusy, send } = useAction();
  const template = choice !== null && choice !== "blank" ? choice.template : null;
  const preset = template === null ? undefined : gallery[template];
  return (
    <Page fullWidth title="Create flow" backAction={{ content: "Flows", url: "/flows" }}>
      <BlockStack gap="400">
        {refusal && <Banner tone="critical">{refusal}</Banner>}
        <div className={`${styles.columns} ${choice === null ? "" : styles.isChosen}`}>
          <div className={styles.list}>
            <TemplateList choice={choice} onChoose={choose} />
          </div>
          <div className={styles.side}>
            {preset && template !== null && (
              <TemplatePreview
                key={template}
                preset={preset}
                isBusy={isBusy}
                onUse={() => send({ template })}
                onClose={() => choose(null)}
              />
            )}
            {choice === "blank" && (
              <TriggerChoice
                isBusy={isBusy}
                onCreate={(trigger, purpose) => send({ intent: "blank", trigger, purpose })}
                onClose={() => choose(null)}
              />
            )}
          </div>
        </div>
      </BlockStack>
    </Page>
  );
}
