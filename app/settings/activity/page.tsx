import { useSearchParams } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { downloadFile } from "#app/ui/download";
import { useField } from "#app/ui/kept/use-field";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { LocalTime } from "../../ui/local-time.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { PageTable } from "../../ui/page/page-table.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { ActivityFilters } from "./filters.tsx";
import type { ActivityData } from "./read.ts";

type Line = ActivityData["lines"][number];

/** Who did what, by person, kind and day, and how long it is kept. */
export function ActivityPage({ data }: { data: ActivityData }) {
  const { lines, next, months, isFirstPage } = data;
  const [params, setParams] = useSearchParams();
  return (
    <SettingsPage title="Activity">
      <BlockStack gap="600">
        <Card padding="0">
          <Box padding="400">
            <InlineStack gap="300" blockAlign="end" align="space-between">
              <ActivityFilters data={data} />
              <Button onClick={() => downloadFile(`/settings/activity/file?${params}`)}>Export CSV</Button>
            </InlineStack>
          </Box>
          <PageTable
            lines={lines}
            resourceName={{ singular: "entry", plural: "entries" }}
            columns={[
              { title: "Time", cell: ({ at }) => <LocalTime at={at} /> },
              { title: "Who", cell: whoOf },
              { title: "Action", cell: (line) => <What line={line} /> },
            ]}
            phoneRow={(line) => (
              <BlockStack gap="050">
                <What line={line} />
                <Text as="span" tone="subdued">
                  {whoOf(line)} · <LocalTime at={line.at} />
                </Text>
              </BlockStack>
            )}
            emptyState={
              <Box padding="400">
                <Text as="p" alignment="center" tone="subdued">
                  No entries match. What your team does from now on is listed here.
                </Text>
              </Box>
            }
          />
          {(next !== null || !isFirstPage) && (
            <Box padding="400">
              <InlineStack gap="200">
                <Button disabled={isFirstPage} onClick={() => setParams(without(params))}>
                  Newest entries
                </Button>
                <Button
                  disabled={next === null}
                  onClick={() => setParams({ ...Object.fromEntries(params), before: next ?? "" })}
                >
                  Older entries
                </Button>
              </InlineStack>
            </Box>
          )}
        </Card>
        <SettingsSection
          title="How long it’s kept"
          description="Entries hold no texts, names or phone numbers of your subscribers. Older entries are deleted every day."
        >
          <SaveBarForm id="activity-months" version={String(months)}>
            {(errors) => <MonthsField months={months} error={errors.activityMonths} />}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}

function What({ line: { says, url, isDone } }: { line: Line }) {
  return (
    <InlineStack gap="200">
      {url === null ? <Text as="span">{says}</Text> : <NameLink url={url} name={says} />}
      {!isDone && <Badge tone="attention">May not have finished</Badge>}
    </InlineStack>
  );
}

function whoOf({ by, actorId, actorName }: Line): string {
  if (by === "person") return actorName ?? `Person ${actorId}`;
  if (by === "api-key") return `API key ${actorName ?? ""}`.trim();
  return by === "operator" ? "Cartbell support" : "Automatic";
}

function without(params: URLSearchParams): URLSearchParams {
  const others = new URLSearchParams(params);
  others.delete("before");
  return others;
}

function MonthsField({ months, error }: { months: number; error: string | undefined }) {
  const [value, setValue] = useField("activityMonths", String(months));
  return (
    <Card>
      <TextField
        label="Months"
        name="activityMonths"
        type="number"
        min={3}
        max={36}
        autoComplete="off"
        suffix="months"
        value={value}
        onChange={setValue}
        error={error ?? false}
      />
    </Card>
  );
}
