import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { SnippetsPage } from "./page.tsx";
import { readSnippetsPage } from "./read.ts";

/** The store's snippets, and the one that is being edited (?edit=name). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const edit = new URL(request.url).searchParams.get("edit");
  return readSnippetsPage(await merchant(request, context), edit);
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Snippets" }];

export default function Snippets() {
  const data = useLoaderData<typeof loader>();
  return <SnippetsPage key={data.edited?.name ?? "new"} data={data} />;
}
