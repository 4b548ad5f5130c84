import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { pictureOf } from "#app/flows/picture/picture-of";
import type { Preset } from "#domain/flows/presets/preset";
import { useShop } from "../../ui/shop.tsx";
import { FlowPicture } from "../picture/flow-picture.tsx";
import styles from "./new-flow.module.css";

export interface TemplatePreviewProps {
  preset: Preset;
  isBusy: boolean;
  onUse: () => void;
  onClose: () => void;
}

/** What a template does, step by step. */
export function TemplatePreview({ preset, isBusy, onUse, onClose }: TemplatePreviewProps) {
  const { name, describe, document } = preset;
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus({ preventScroll: true }), []);
  const { currency } = useShop();
  const isMarketing = document.purpose === "marketing";
  return (
    <section ref={section} tabIndex={-1} className={styles.panel} aria-label={name}>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center" wrap={false} gap="200">
              <Text as="h2" variant="headingMd">
                {name}
              </Text>
              <Button onClick={onClose} variant="tertiary">
                Close
              </Button>
            </InlineStack>
            <InlineStack>
              <Badge>{isMarketing ? "Marketing" : "Transactional"}</Badge>
            </InlineStack>
            <Text as="p">{describe}</Text>
            <Text as="p" tone="subdued">
              {isMarketing
                ? "Goes only to people with marketing consent, outside quiet hours."
                : "Goes to customers about their own order, at any hour. It can’t include promotions."}
            </Text>
          </BlockStack>
          <FlowPicture picture={pictureOf(document, currency)} isNarrow />
          <BlockStack gap="200">
            <Button variant="primary" fullWidth onClick={onUse} loading={isBusy}>
              Use template
            </Button>
            <Text as="p" variant="bodySm" tone="subdued" alignment="center">
              Opens as a draft. Nothing is sent until you publish.
            </Text>
          </BlockStack>
        </BlockStack>
      </Card>
    </section>
  );
}
