import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { ActivityPage } from "./page.tsx";
import { readActivityPage } from "./read.ts";

/** The shop's audit log. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readActivityPage(await merchant(request, context), new URL(request.url).searchParams);
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Activity" }];

export default function Activity() {
  return <ActivityPage data={useLoaderData<typeof loader>()} />;
}
