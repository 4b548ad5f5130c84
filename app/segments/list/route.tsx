import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { actOnList } from "./action.ts";
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

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const form = await request.formData();
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await actOnList(who, idOrNew(params), form);
    leadsTo = done.leadsTo;
    return done.said;
  });
  if (!answer.ok || leadsTo === null) return answer;
  // A saved form leaves without a toast.
  return { ...answer, ...(form.get("intent") === null && { said: "" }), leadsTo };
}

/** What is gone cannot be read again. */
export function shouldRevalidate({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const answer = actionResult as FormAnswer | undefined; // of this page's own action
  return answer?.leadsTo ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.list?.name ?? "New list" }];

export default function List() {
  const data = useLoaderData<typeof loader>();
  return <ListPage key={data.list?.id ?? "new"} data={data} />;
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.listId === undefined ? null : idIn(params, "listId");
}
