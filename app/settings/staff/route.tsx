import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { StaffPage } from "./page.tsx";
import { readStaffPage } from "./read.ts";

/** The phones of the shop's own people, which flows may text. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readStaffPage(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Staff numbers" }];

export default function Staff() {
  return <StaffPage data={useLoaderData<typeof loader>()} />;
}
