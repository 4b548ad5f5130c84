import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { AttributionPage } from "./page.tsx";
import { readAttribution } from "./read.ts";

/** How long after a click an order counts as earned by a text. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readAttribution(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Attribution" }];

export default function Attribution() {
  return <AttributionPage data={useLoaderData<typeof loader>()} />;
}
