import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { AlertsPage } from "./page.tsx";
import { readAlertsPage } from "./read.ts";

/** What the shop's own people are told of by text. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readAlertsPage(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Alerts" }];

export default function Alerts() {
  return <AlertsPage data={useLoaderData<typeof loader>()} />;
}
