import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { PreparePage } from "./page.tsx";
import { readPreparation } from "./read.ts";

/** What the store should check before the next busy day. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readPreparation(await merchant(request, context), context.turns);
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Preparation guide" }];

export default function Prepare() {
  return <PreparePage data={useLoaderData<typeof loader>()} />;
}
