import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { SavedRepliesPage } from "./page.tsx";
import { readSavedReplies } from "./read.ts";

/** The store's saved replies, and the one that is being edited (?edit=id). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const edit = new URL(request.url).searchParams.get("edit");
  return readSavedReplies(await merchant(request, context), edit);
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Saved replies" }];

export default function SavedReplies() {
  const data = useLoaderData<typeof loader>();
  return <SavedRepliesPage key={data.edited?.id ?? "new"} data={data} />;
}
