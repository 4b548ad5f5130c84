import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act } from "./action.ts";
import { FlowPage } from "./page.tsx";
import { readFlowPage } from "./read.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const data = await readFlowPage(who, idIn(params, "flowId"), new URL(request.url).searchParams);
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idIn(params, "flowId") }, request);
}

/** The editor knows what it saved. */
export const shouldRevalidate = revalidation({ keeps: ["save", "preview-move"] });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.flow.name ?? "Flow" }];

export default function Flow() {
  const data = useLoaderData<typeof loader>();
  return <FlowPage key={data.flow.id} data={data} />;
}
