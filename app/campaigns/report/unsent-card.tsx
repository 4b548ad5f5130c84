import { BlockStack, Button, Card, List, Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import type { Unsent } from "#domain/campaigns/report/unsent";
import { Later } from "../../ui/later.tsx";

export interface UnsentCardProps {
  unsent: Promise<Unsent>;
  isBusy: boolean;
  onSend: () => void;
}

/** Once it is over: whom it did not reach, the way to them, and who is left out. Nothing when there is no one to text. */
export function UnsentCard({ unsent, isBusy, onSend }: UnsentCardProps) {
  return (
    <Later of={unsent} fallback={null}>
      {(found) => <Found unsent={found} isBusy={isBusy} onSend={onSend} />}
    </Later>
  );
}

function Found({ unsent, isBusy, onSend }: { unsent: Unsent; isBusy: boolean; onSend: () => void }) {
  if (unsent.people === 0) return null;
  const leftOut = whyLeftOut(unsent);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Not reached
        </Text>
        <Text as="p" numeric>
          {`${formatPeople(unsent.people)} didn’t get this text and can be texted now. Their texts were skipped, expired or still queued when the campaign ended.`}
        </Text>
        {leftOut.length > 0 && (
          <BlockStack gap="100">
            <Text as="p" tone="subdued">
              Excluded:
            </Text>
            <List>
              {leftOut.map((reason) => (
                <List.Item key={reason}>{reason}</List.Item>
              ))}
            </List>
          </BlockStack>
        )}
        <div>
          <Button onClick={onSend} loading={isBusy}>
            {`Send to the ${formatPeople(unsent.people)} not reached`}
          </Button>
        </div>
      </BlockStack>
    </Card>
  );
}

function whyLeftOut({ notSubscribed, invalidNumber, textedSince, failed, unknown }: Unsent): string[] {
  const reasons: [number, string][] = [
    [notSubscribed, "no longer subscribed"],
    [invalidNumber, "with a number that can’t receive texts"],
    [textedSince, "already texted by a follow-up campaign"],
    [failed, "permanently rejected by the carrier"],
    [unknown, "with an unknown outcome: they may have received it, and we never text anyone twice"],
  ];
  return reasons.filter(([count]) => count > 0).map(([count, why]) => `${formatPeople(count)} ${why}`);
}
