import { Badge, Card, InlineStack, Text } from "@shopify/polaris";
import type { ImportState } from "#domain/imports/import";

const STEPS = ["Upload the file", "Columns and consent", "Check before importing", "Import"];

/** Where in the course of an import one is. */
export function StepsCard({ state, isSetUp }: { state: ImportState; isSetUp: boolean }) {
  const at = stepOf(state, isSetUp);
  return (
    <Card>
      <ol
        aria-label="Steps"
        style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-200)" }}
      >
        {STEPS.map((step, number) => (
          <li key={step} {...(number === at ? { "aria-current": "step" } : {})}>
            <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
              <Text as="span" {...(number === at ? { fontWeight: "semibold" } : { tone: "subdued" })}>
                {`${number + 1}. ${step}`}
              </Text>
              {number < at && <Badge tone="success">Done</Badge>}
            </InlineStack>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function stepOf(state: ImportState, isSetUp: boolean): number {
  if (isSetUp) return 1;
  if (state === "uploading") return 0;
  if (state === "examining" || state === "examined") return 2;
  return state === "finished" ? STEPS.length : 3;
}
