import { InlineStack, Text } from "@shopify/polaris";
import { formatTime } from "../../ui/local-time.tsx";
import { useShop } from "../../ui/shop.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { ConversationData } from "./read.ts";

/** What to know before writing: consent, the number it leaves from, and whether it is quiet hours where the person is. */
export function TextingState({ data: { person, composer, hours } }: { data: ConversationData }) {
  const shop = useShop();
  const until = hours && formatTime(hours.until, hours.timeZone ?? shop.timeZone);
  return (
    <InlineStack gap="200" blockAlign="center">
      <StatusBadge status={person.marketing} />
      <Text as="p" variant="bodySm" tone="subdued">
        From {composer.from}
      </Text>
      {hours && (
        <Text as="p" variant="bodySm" tone={hours.isOpen ? "subdued" : "caution"}>
          <span suppressHydrationWarning>
            {hours.isOpen
              ? `Texting hours for them until ${until}`
              : `Quiet hours for them until ${until}. An answer is sent at once.`}
          </span>
        </Text>
      )}
    </InlineStack>
  );
}
