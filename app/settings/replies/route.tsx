import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { RepliesPage } from "./page.tsx";
import { readReplies } from "./read.ts";

/** The shop's own opt-out words, and its answer to HELP. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readReplies(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Opt-out and help" }];

export default function Replies() {
  return <RepliesPage data={useLoaderData<typeof loader>()} />;
}
