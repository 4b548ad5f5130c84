import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

/** A secret that can't be read again, with a button that copies it. */
export function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied("yes");
    } catch {
      // The admin's frame may not let us: the field says how.
      setCopied("no");
    }
  }

  return (
    <Banner tone="success" title="Copy your key now">
      <BlockStack gap="300">
        <Text as="p">You won’t be able to see it again. If you lose it, rotate the key.</Text>
        <TextField label="API key" value={secret} readOnly selectTextOnFocus autoComplete="off" monospaced />
        <div aria-live="polite">
          {copied === "yes" && <Text as="p">Copied</Text>}
          {copied === "no" && <Text as="p">Your browser didn’t allow it. Select the key and copy it.</Text>}
        </div>
        <InlineStack gap="200">
          <Button onClick={copy}>Copy</Button>
          <Button onClick={onDone}>Done</Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
