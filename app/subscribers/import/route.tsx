import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { isMoving } from "#app/subscribers/import/progress/moving";
import { useLive } from "#app/ui/use-live";
import { act } from "./action.ts";
import { ImportPage } from "./page.tsx";
import { readPage } from "./read.ts";

/** One file on its way to becoming subscribers: its columns, its dry run, its progress, what came of it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const data = await readPage(who, idIn(params, "importId"));
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, importId: idIn(params, "importId") }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.file.fileName ?? "Import" }];

export default function Import() {
  const data = useLoaderData<typeof loader>();
  useLive(isMoving(data.file.state), 1_000);
  return <ImportPage key={data.file.id} data={data} />;
}
