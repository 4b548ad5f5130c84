import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { FlowsPage } from "./page.tsx";
import { readFlows } from "./read.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return readFlows(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Flows" }];

export default function Flows() {
  return <FlowsPage data={useLoaderData<typeof loader>()} />;
}
