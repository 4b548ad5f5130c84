import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act, versionIn } from "./action.ts";
import { SegmentPage } from "./page.tsx";
import { readSegment } from "./read.ts";

/** A new segment, or one to look at and change. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  const data = await readSegment(who, idOrNew(params), { from: search.get("from"), copy: search.get("copy") });
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  const about = { ...who, id: idOrNew(params), version: versionIn(new URL(request.url)) };
  return answerAction(act, about, request);
}

/** What was refused has changed nothing, and the form holds what the merchant wrote. */
export const shouldRevalidate = revalidation({ keepsRefused: true });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name || "New segment" }];

export default function Segment() {
  return <SegmentPage data={useLoaderData<typeof loader>()} />;
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.segmentId === undefined ? null : idIn(params, "segmentId");
}
