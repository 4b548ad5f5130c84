import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act } from "./action.ts";
import { KeywordPage } from "./page.tsx";
import { readKeywordPage } from "./read.ts";

/** A new keyword, or one to look at and change. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const data = await readKeywordPage(await merchant(request, context), idOrNew(params));
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idOrNew(params) }, request);
}

export const shouldRevalidate = revalidation({ keepsRefused: true });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "New keyword" }];

export default function KeywordRoute() {
  const data = useLoaderData<typeof loader>();
  return <KeywordPage key={data.id ?? "new"} data={data} />;
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.keywordId === undefined ? null : idIn(params, "keywordId");
}
