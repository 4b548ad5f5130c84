import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { OptOutsPage } from "./page.tsx";
import { readOptOuts } from "./read.ts";

/** Replies that may be opt-outs, for a person to decide about. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readOptOuts(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Possible opt-outs" }];

export default function OptOuts() {
  return <OptOutsPage {...useLoaderData<typeof loader>()} />;
}
