import { Banner, BlockStack, Box, Button, Card, ChoiceList, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { describeQuery, type ListQuery, searchOf } from "#app/subscribers/query";
import { downloadFile } from "#app/ui/download";
import { formatPeople } from "#app/ui/format-people";

export interface ExportCardProps {
  query: ListQuery;
  everybody: number;
  /** How many the filters leave; null when nothing is filtered. */
  found: number | null;
  /** With their sizes as last counted. */
  segments: { id: string; name: string; people: number | null }[];
  /** The one that the address asks for. */
  segmentId: string | null;
}

type Who = "found" | "everybody" | "segment";

/** Who is to be in the file, and the button that fetches it. */
export function ExportCard({ query, everybody, found, segments, segmentId }: ExportCardProps) {
  const [who, setWho] = useState<Who>(segmentId ? "segment" : found === null ? "everybody" : "found");
  const [segment, setSegment] = useState(segmentId ?? segments[0]?.id ?? "");
  const [state, setState] = useState<"idle" | "asked" | "failed">("idle");
  const search = { found: searchOf(query), everybody: "", segment: `?${new URLSearchParams({ segment })}` }[who];
  const people = { found, everybody, segment: null }[who];

  async function startExport(): Promise<void> {
    await downloadFile(`/subscribers/export/file${search}`);
    setState("asked");
  }

  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title="Who to export"
          name="who"
          choices={[
            ...(found === null ? [] : [{ value: "found", label: `${describeQuery(query)}: ${formatPeople(found)}` }]),
            { value: "everybody", label: `Everyone, subscribed or not: ${formatPeople(everybody)}` },
            ...(segments.length === 0
              ? []
              : [
                  {
                    value: "segment",
                    label: "A segment",
                    renderChildren: (isChosen: boolean) =>
                      isChosen && (
                        <Select
                          label="Segment"
                          labelHidden
                          options={segments.map(optionOf)}
                          value={segment}
                          onChange={setSegment}
                        />
                      ),
                  },
                ]),
          ]}
          selected={[who]}
          onChange={([chosen]) => setWho(chosen as Who)} // one of the choices above
        />
        {state === "failed" && (
          <Banner tone="critical" title="The download couldn’t start">
            <p>Your session may have expired. Reload the page and try again.</p>
          </Banner>
        )}
        <Box>
          <Button
            variant="primary"
            disabled={people === 0}
            onClick={() => void startExport().catch(() => setState("failed"))}
          >
            {people === null ? "Export segment" : `Export ${formatPeople(people)}`}
          </Button>
        </Box>
        <div aria-live="polite">
          {state === "asked" && (
            <Text as="p" tone="subdued">
              Your browser is downloading the file. Large files can take a few minutes. You can keep working.
            </Text>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

/** A segment's size is of when it was last counted; who belongs to it is asked again for the file. */
function optionOf({ id, name, people }: ExportCardProps["segments"][number]) {
  return { value: id, label: people === null ? name : `${name} (about ${formatPeople(people)})` };
}
