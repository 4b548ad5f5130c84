import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, IndexTable, Layout, Text } from "@shopify/polaris";
import { merchant } from "#app/authenticate";
import { LocalTime } from "../../ui/local-time.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { DownloadButton } from "./download-button.tsx";

/** More than a shop sees in years; older ones are still in the database. */
const SHOWN = 100;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const [requests, erasures] = await Promise.all([
    ctx.db.prisma.dataRequest.findMany({
      where: { shopId },
      orderBy: { askedAt: "desc" },
      take: SHOWN,
      select: { id: true, customerId: true, askedAt: true, redactedAt: true },
    }),
    ctx.db.prisma.redaction.findMany({
      where: { shopId, kind: "customer" },
      orderBy: { doneAt: "desc" },
      take: SHOWN,
      select: { id: true, doneAt: true },
    }),
  ]);
  return { requests, erasures };
}

export const meta: MetaFunction = () => [{ title: "Privacy" }];

export default function Privacy() {
  const { requests, erasures } = useLoaderData<typeof loader>();
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
              : `The data of ${erasures.length === SHOWN ? `${SHOWN} or more` : erasures.length} ${erasures.length === 1 ? "customer has" : "customers have"} been erased on request, the last on `}
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
