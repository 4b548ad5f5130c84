import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText } from "@shopify/polaris";

/** The shape of a card whose content is still on its way. */
export function CardSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <Card>
      <BlockStack gap="300">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}
