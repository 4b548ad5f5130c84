import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { WebhooksPage } from "./page.tsx";
import { readWebhooks } from "./read.ts";

/** The servers that the shop's events are sent to. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readWebhooks(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Webhooks" }];

export default function Webhooks() {
  return <WebhooksPage data={useLoaderData<typeof loader>()} />;
}
