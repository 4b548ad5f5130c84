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
              When a shopper asks you for their data, Shopify tells us, and everything we hold about them appears here
              as one file for you to hand on.
            </EmptyCard>
          ) : (
            <Card padding="0">
              <IndexTable
                selectable={false}
                itemCount={requests.length}
                resourceName={{ singular: "data request", plural: "data requests" }}
                headings={[{ title: "Asked" }, { title: "Customer" }, { title: "File", alignment: "end" }]}
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
              ? "No customer’s data has been erased on request so far."
              : `The data of ${erasures.length}${isCut ? " or more" : ""} ${erasures.length === 1 ? "customer has" : "customers have"} been erased on request, the last on `}
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
