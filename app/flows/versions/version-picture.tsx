import { Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useMemo, useRef } from "react";
import { pictureOf } from "#app/flows/picture/picture-of";
import { everyStep } from "#domain/flows/definition/document";
import { stepText } from "#domain/flows/steps/registry";
import type { FoundVersion } from "#domain/flows/versions/history";
import { useShop } from "../../ui/shop.tsx";
import { FlowPicture } from "../picture/flow-picture.tsx";

export interface VersionPictureProps {
  version: FoundVersion;
  onRestore: () => void;
  onClose: () => void;
}

/** A published version: its picture with the words of its texts. Nothing in it can be changed. */
export function VersionPicture({
  version: { number, document, hasSnippets },
  onRestore,
  onClose,
}: VersionPictureProps) {
  const { currency } = useShop();
  const picture = useMemo(() => pictureOf(document, currency), [document, currency]);
  const texts = useMemo(
    () => new Map(everyStep(document.steps).flatMap((step) => textOf(step.id, stepText(step)))),
    [document],
  );
  const heading = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each version that is opened
  useEffect(() => heading.current?.focus(), [number]);
  return (
    <Card>
      <div ref={heading} tabIndex={-1}>
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Version {number}
          </Text>
          <ButtonGroup>
            <Button onClick={onRestore}>Restore as draft</Button>
            <Button onClick={onClose}>Close</Button>
          </ButtonGroup>
        </InlineStack>
      </div>
      {hasSnippets && (
        <Text as="p" tone="subdued">
          Texts are shown with the words that snippets had when this version was published.
        </Text>
      )}
      <FlowPicture
        picture={picture}
        below={(id) => {
          const text = texts.get(id);
          return (
            text && (
              <Text as="span" variant="bodySm" tone="subdued" breakWord>
                {text}
              </Text>
            )
          );
        }}
      />
    </Card>
  );
}

function textOf(id: string, text: string | null): [string, string][] {
  return text === null ? [] : [[id, text]];
}
