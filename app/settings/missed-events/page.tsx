import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { readDrift } from "#domain/reconciliation/drift";
import { SettingsPage } from "../settings-page.tsx";
import { DriftReport } from "./drift-report.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  return { drift: await readDrift(ctx.db, shopId) };
}

export const meta: MetaFunction = () => [{ title: "Missed events" }];

export default function MissedEvents() {
  const { drift } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Missed events">
      <DriftReport drift={drift} />
    </SettingsPage>
  );
}
