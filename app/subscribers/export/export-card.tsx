import { Banner, BlockStack, Box, Button, Card, ChoiceList, Text } from "@shopify/polaris";
import { useState } from "react";
import { download } from "../../ui/download.ts";
import { describeQuery, type ListQuery, searchOf } from "../query.ts";

export interface ExportCardProps {
  query: ListQuery;
  everybody: number;
  /** How many the filters leave; null when nothing is filtered. */
  found: number | null;
}

/** Who is to be in the file, and the button that fetches it. */
export function ExportCard({ query, everybody, found }: ExportCardProps) {
  const [who, setWho] = useState<"found" | "everybody">(found === null ? "everybody" : "found");
  const [state, setState] = useState<"idle" | "asked" | "failed">("idle");
  const people = who === "found" ? (found ?? 0) : everybody;

  async function start(): Promise<void> {
    const search = who === "found" ? searchOf(query) : "";
    await download(`/subscribers/export/file${search}`);
    setState("asked");
  }

  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title="Who is in the file"
          name="who"
          choices={[
            ...(found === null ? [] : [{ value: "found", label: `${describeQuery(query)}: ${counted(found)}` }]),
            { value: "everybody", label: `Everybody: ${counted(everybody)}` },
          ]}
          selected={[who]}
          onChange={([chosen]) => setWho(chosen === "found" ? "found" : "everybody")}
        />
        {state === "failed" && (
          <Banner tone="critical" title="The download could not begin">
            <p>The admin gave no permission for it. Reload the page and try again.</p>
          </Banner>
        )}
        <Box>
          <Button
            variant="primary"
            disabled={people === 0}
            onClick={() => void start().catch(() => setState("failed"))}
          >{`Export ${counted(people)}`}</Button>
        </Box>
        <div aria-live="polite">
          {state === "asked" && (
            <Text as="p" tone="subdued">
              Your browser is fetching the file. A large one takes some minutes; you can go on working.
            </Text>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

function counted(people: number): string {
  return people === 1 ? "1 person" : `${people.toLocaleString("en-US")} people`;
}
