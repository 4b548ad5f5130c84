import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useSearch } from "#app/ui/kept/use-search";
import { ConversationLine } from "./conversation-line.tsx";
import styles from "./inbox.module.css";
import { type InboxFilter, searchOf, useFilter } from "./query.ts";
import type { InboxData } from "./read.ts";

export const SEARCH_ID = "inbox-search";

const VIEWS: { value: InboxFilter["view"]; label: string }[] = [
  { value: "open", label: "Open" },
  { value: "waiting", label: "Waiting for a reply" },
  { value: "snoozed", label: "Snoozed" },
  { value: "closed", label: "Closed" },
  { value: "all", label: "All" },
  { value: "possible-opt-outs", label: "Possible opt-outs" },
];

const ASSIGNEES: { value: InboxFilter["assignee"]; label: string }[] = [
  { value: "", label: "Anyone" },
  { value: "me", label: "You" },
  { value: "none", label: "No one" },
];

/** Filters, search and the conversations that they leave. */
export function ListPane({ data, chosen }: { data: InboxData; chosen: string | null }) {
  const { filter, conversations } = data;
  return (
    <BlockStack gap="300">
      <Card padding="0">
        <Filters filter={filter} />
        {conversations.length === 0 ? (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {emptyWords(filter)}
            </Text>
          </Box>
        ) : (
          <ul className={styles.lines} aria-label="Conversations">
            {conversations.map((line) => (
              <li key={line.id}>
                <ConversationLine line={line} search={searchOf(filter)} isChosen={line.id === chosen} />
              </li>
            ))}
          </ul>
        )}
        <Turns data={data} />
      </Card>
      <div className={styles.keys}>
        <Text as="p" variant="bodySm" tone="subdued">
          Keys: <kbd>J</kbd> <kbd>K</kbd> next and previous, <kbd>R</kbd> write, <kbd>E</kbd> close, <kbd>A</kbd>{" "}
          assign, <kbd>/</kbd> search, <kbd>Esc</kbd> leave.
        </Text>
      </div>
    </BlockStack>
  );
}

function Filters({ filter }: { filter: InboxFilter }) {
  const show = useFilter(filter);
  const [typed, setTyped] = useSearch(filter.search, (search) => show({ search }));
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <TextField
          id={SEARCH_ID}
          type="search"
          label="Search conversations"
          labelHidden
          placeholder="Search names, numbers, texts, notes"
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={setTyped}
          clearButton
          onClearButtonClick={() => setTyped("")}
        />
        <InlineGrid columns={2} gap="200">
          <Select
            label="Show"
            options={VIEWS}
            value={filter.view}
            onChange={(view: InboxFilter["view"]) => show({ view })}
          />
          <Select
            label="Assigned to"
            options={ASSIGNEES}
            value={filter.assignee}
            onChange={(assignee: InboxFilter["assignee"]) => show({ assignee })}
          />
        </InlineGrid>
        {filter.view === "possible-opt-outs" && (
          <Text as="p" tone="subdued">
            Decide about these replies under <Link url="/subscribers/opt-outs">Possible opt-outs</Link>.
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

/** To older conversations, and back to the newest. */
function Turns({ data: { filter, next } }: { data: InboxData }) {
  const show = useFilter(filter);
  if (!next && !filter.after) return null;
  return (
    <Box padding="300">
      <InlineStack gap="200" align="center">
        {filter.after && <Button onClick={() => show({ after: null })}>Newest</Button>}
        {next && <Button onClick={() => show({ after: next })}>Older</Button>}
      </InlineStack>
    </Box>
  );
}

function emptyWords({ view, search, assignee, after }: InboxFilter): string {
  if (search || assignee || after) return "No conversations match.";
  if (view === "open") return "No open conversations. A shopper’s text opens one.";
  return "No conversations here.";
}
