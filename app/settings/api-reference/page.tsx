import { BlockStack, Card, Link, Page, Text } from "@shopify/polaris";
import styles from "./page.module.css";
import type { ReferenceData } from "./read.ts";

type Operation = ReferenceData["operations"][number];

/** The reference for the people who write such programs. */
export function ReferencePage({ data: { address, operations } }: { data: ReferenceData }) {
  return (
    <Page title="API reference" backAction={{ content: "API", url: "/settings/api" }}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="200">
            <Text as="p">
              Send each request to the address below with the header Authorization: Bearer and your key. Bodies and
              answers are JSON.
            </Text>
            <Text as="p" breakWord>
              {`${address}/api/v1`}
            </Text>
            <Link url={`${address}/api/v1/openapi.json`} target="_blank">
              OpenAPI file
            </Link>
          </BlockStack>
        </Card>
        {operations.map((operation) => (
          <OperationCard key={operation.id} {...operation} />
        ))}
      </BlockStack>
    </Page>
  );
}

function OperationCard({ title, address, scope, description, query, body, status, answer }: Operation) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p" breakWord>
          <code>{address}</code>
        </Text>
        <Text as="p" tone="subdued">{`Scope: ${scope}`}</Text>
        {description !== "" && <Text as="p">{description}</Text>}
        <Fields title="Query" fields={query} />
        <Fields title="Body" fields={body} />
        <Fields title={`Answer ${status}`} fields={answer} />
      </BlockStack>
    </Card>
  );
}

function Fields({ title, fields }: { title: string; fields: Operation["body"] }) {
  if (fields.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <dl className={styles.fields}>
        {fields.map(({ name, type, isRequired, description }) => (
          <div key={name} className={styles.field}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{[type, isRequired ? "required" : "", description].filter(Boolean).join(" · ")}</dd>
          </div>
        ))}
      </dl>
    </BlockStack>
  );
}
