import { Card, IndexTable, Layout, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { DownloadButton } from "./download-button.tsx";
import type { PrivacyData } from "./read.ts";

/** Requests of shoppers for their data, and erasures. */
export function PrivacyPage({ data: { requests, erasures, isCut } }: { data: PrivacyData }) {
  return (
    <SettingsPage title="Privacy">
      <Layout>
        <Layout.Section>
          {requests.length === 0 ? (
            <EmptyCard title="No requests yet">
              When a customer requests their data, everything we store about them appears here as one file for you to
              send them.
            </EmptyCard>
          ) : (
            <Card padding="0">
              <IndexTable
                selectable={false}
                itemCount={requests.length}
                resourceName={{ singular: "data request", plural: "data requests" }}
                headings={[{ title: "Requested" }, { title: "Customer" }, { title: "File", alignment: "end" }]}
              >
                {requests.map(({ id, customerId, askedAt, redactedAt }, position) => (
                  <IndexTable.Row id={id} key={id} position={position}>
                    <IndexTable.Cell>
                      <LocalTime at={askedAt} />
                    </IndexTable.Cell>
                    <IndexTable.Cell>{customerId ?? "–"}</IndexTable.Cell>
                    <IndexTable.Cell>
                      <Text as="p" alignment="end">
                        {redactedAt ? "Erased" : <DownloadButton requestId={id} />}
                      </Text>
                    </IndexTable.Cell>
                  </IndexTable.Row>
                ))}
              </IndexTable>
            </Card>
          )}
        </Layout.Section>
        <Layout.Section>
          <Text as="p" tone="subdued">
            {erasures.length === 0
              ? "No customer data has been erased on request yet."
              : `${erasures.length}${isCut ? " or more" : ""} ${erasures.length === 1 ? "customer has" : "customers have"} had their data erased on request, most recently on `}
            {erasures[0] && (
              <>
                <LocalTime at={erasures[0].doneAt} show="date" />.
              </>
            )}
          </Text>
        </Layout.Section>
      </Layout>
    </SettingsPage>
  );
}
