import { Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import { LocalTime } from "../../ui/local-time.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";

export interface StatusCardProps {
  state: string;
  /** The version that people walk who enter now; null before the first. */
  live: { number: number; publishedAt: Date } | null;
  /** How many are inside the live version, and inside older ones. */
  inside: { live: number; older: number };
  /** What a pause does to those inside. */
  pauseSentence: string;
}

/** Whether anyone enters, which version they walk, and who is inside. */
export function StatusCard({ state, live, inside, pauseSentence }: StatusCardProps) {
  return (
    <SideCard title={live ? `Version ${live.number}` : "Not published yet"}>
      {live ? (
        <Text as="p">
          Published <LocalTime at={live.publishedAt} />. {insideSentence(inside)}
        </Text>
      ) : (
        <Text as="p">No one enters until you publish this flow. You can publish it as is or edit it first.</Text>
      )}
      {state === "paused" && (
        <Text as="p" tone="subdued">
          {pauseSentence}
        </Text>
      )}
    </SideCard>
  );
}

function insideSentence({ live, older }: StatusCardProps["inside"]): string {
  if (live + older === 0) return "No one is in this flow.";
  const all = `${formatPeople(live + older)} ${live + older === 1 ? "is" : "are"} in this flow`;
  return older === 0 ? `${all}.` : `${all}, including ${older} finishing an older version.`;
}
