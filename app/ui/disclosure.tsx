import { BlockStack, Button, Collapsible } from "@shopify/polaris";
import { type ReactNode, useId, useState } from "react";

export interface DisclosureProps {
  /** On the button. */
  label: string;
  /** For those who hear it: the label and what it is about. */
  accessibilityLabel: string;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** Shows more on demand. */
export function Disclosure({ label, accessibilityLabel, isOpenAtFirst = false, children }: DisclosureProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Button
        variant="plain"
        size="micro"
        disclosure={isOpen ? "up" : "down"}
        ariaExpanded={isOpen}
        ariaControls={id}
        accessibilityLabel={accessibilityLabel}
        onClick={() => setOpen((before) => !before)}
      >
        {label}
      </Button>
      <Collapsible id={id} open={isOpen}>
        {children}
      </Collapsible>
    </BlockStack>
  );
}
