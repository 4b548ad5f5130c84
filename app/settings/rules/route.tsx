import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { RulesPage } from "./page.tsx";
import { readRules } from "./read.ts";

/** Every compliance rule, and where the shop is stricter. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readRules(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Compliance rules" }];

export default function Rules() {
  return <RulesPage data={useLoaderData<typeof loader>()} />;
}
