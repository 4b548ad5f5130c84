import { Banner, BlockStack } from "@shopify/polaris";
import type { DryRunData } from "./read.ts";

type Run = NonNullable<DryRunData["run"]>;

export interface WarningsProps {
  warnings: Run["warnings"];
  isBusy: boolean;
  /** Takes the text that fixes it; left out when the campaign can no longer be changed. */
  onReword?: (body: string) => void;
}

/** What a careful colleague would say, the gravest first. */
export function Warnings({ warnings, isBusy, onReword }: WarningsProps) {
  if (warnings.length === 0) return <Banner tone="success" title="No issues found" />;
  return (
    <BlockStack gap="200">
      {warnings.map(({ kind, tone, title, sentence, fix }) => (
        <Banner
          key={`${kind} ${title}`}
          tone={tone}
          title={title}
          {...(fix && onReword
            ? { action: { content: fix.label, onAction: () => onReword(fix.body), loading: isBusy } }
            : {})}
        >
          {sentence}
        </Banner>
      ))}
    </BlockStack>
  );
}
