import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { ChevronDownIcon, ChevronUpIcon } from "@shopify/polaris-icons";
import { type ReactNode, useId, useState } from "react";

/** Fields that most merchants don't change, behind a button. */
export function Details({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="300">
      <InlineStack>
        <Button
          variant="plain"
          icon={isOpen ? ChevronUpIcon : ChevronDownIcon}
          ariaExpanded={isOpen}
          ariaControls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </InlineStack>
      <div id={id}>{isOpen && children}</div>
    </BlockStack>
  );
}
