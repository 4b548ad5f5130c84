import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act, create } from "./action.ts";
import { ListPage } from "./page.tsx";
import { readList } from "./read.ts";

/** A new list, or one and the people on it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  const shown = { search: (search.get("search") ?? "").slice(0, 100), after: search.get("after") };
  const data = await readList(who, idOrNew(params), shown);
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  const id = idOrNew(params);
  return id === null ? answerAction(create, who, request) : answerAction(act, { ...who, id }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.list?.name ?? "New list" }];

export default function List() {
  const data = useLoaderData<typeof loader>();
  return <ListPage key={data.list?.id ?? "new"} data={data} />;
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.listId === undefined ? null : idIn(params, "listId");
}
