import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn } from "#app/not-found";
import { act } from "./action.ts";
import { WebhookPage } from "./page.tsx";
import { readWebhook } from "./read.ts";

/** One endpoint: its settings, its secret and its log. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return readWebhook(await merchant(request, context), idIn(params, "endpointId"), query);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const about = { ...(await merchant(request, context)), endpointId: idIn(params, "endpointId") };
  return answerAction(act, about, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Webhook endpoint" }];

export default function Webhook() {
  return <WebhookPage data={useLoaderData<typeof loader>()} />;
}
