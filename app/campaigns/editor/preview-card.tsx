import { Banner, BlockStack, Text } from "@shopify/polaris";
import { memo, useMemo } from "react";
import { READER } from "#app/campaigns/preview";
import { templateProblem } from "#domain/messages/content/render";
import { PhonePreview } from "../../ui/text/phone-preview.tsx";

export interface PreviewCardProps {
  /** The template as it is written. */
  body: string;
  /** The text that comes of it. */
  text: string;
  from: string;
  longestText: number;
}

/** The phone beside the editor. */
export const PreviewCard = memo(function PreviewCard({ body, text, from, longestText }: PreviewCardProps) {
  const problem = useMemo(() => templateProblem(body), [body]);
  return (
    <BlockStack gap="200">
      <PhonePreview text={text} from={from} longestText={longestText} isBrief />
      {problem ? (
        <Banner tone="critical">The text has an error: {problem}.</Banner>
      ) : (
        <Text as="p" variant="bodySm" tone="subdued" alignment="center">
          As {READER.firstName} {READER.lastName} would read it
        </Text>
      )}
    </BlockStack>
  );
});
