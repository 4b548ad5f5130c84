import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act } from "./action.ts";
import { ReportPage } from "./page.tsx";
import { readReport } from "./read.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const data = await readReport(
    await merchant(request, context),
    context.turns,
    idIn(params, "flowId"),
    new URL(request.url).searchParams,
  );
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idIn(params, "flowId") }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Report: ${data?.flow.name ?? "flow"}` }];

export default function Report() {
  return <ReportPage data={useLoaderData<typeof loader>()} />;
}
