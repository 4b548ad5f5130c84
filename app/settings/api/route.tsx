import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { ApiPage } from "./page.tsx";
import { readApiPage } from "./read.ts";

/** Keys for other programs. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readApiPage(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "API" }];

export default function Api() {
  return <ApiPage data={useLoaderData<typeof loader>()} />;
}
