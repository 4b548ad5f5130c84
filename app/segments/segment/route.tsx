import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { z } from "zod";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { actOn } from "./action.ts";
import { ArchivedPage } from "./archived-page.tsx";
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

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const id = idOrNew(params);
  const form = await request.formData();
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await actOn(who, { id, version: versionIn(new URL(request.url)) }, form);
    leadsTo = done.leadsTo;
    return done.said;
  });
  if (!answer.ok || leadsTo === null) return answer;
  // A saved form leaves without a toast.
  return { ...answer, ...(form.get("intent") === null && { said: "" }), leadsTo };
}

/** What was refused has changed nothing, and what stands in the form is the merchant's; what is gone cannot be read again. */
export function shouldRevalidate({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const answer = actionResult as FormAnswer | undefined; // of this page's own action
  return answer?.ok === false || answer?.leadsTo ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name || "New segment" }];

export default function Segment() {
  const data = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  if (data.segment?.isArchived) return <ArchivedPage data={{ ...data, segment: data.segment }} />;
  const key = data.segment?.id ?? `new ${search.get("from") ?? search.get("copy") ?? ""}`;
  return <SegmentForm key={key} data={data} />;
}

type FormProps = { data: ReturnType<typeof useLoaderData<typeof loader>> };

function SegmentForm({ data }: FormProps) {
  // Counts up with what is saved here: another's change in between is then refused instead of overwritten.
  const [version, setVersion] = useState(data.segment?.version ?? 0);
  // In the address, because the form's own contents are what tells whether there is something to save.
  const action = data.segment ? { action: `/segments/${data.segment.id}?version=${version}` } : {};
  return (
    <SaveBarForm
      id="segment"
      record={data.segment?.id ?? `new ${data.begunFrom}`}
      onSaved={() => setVersion((before) => before + 1)}
      {...action}
    >
      {(errors) => <SegmentPage data={data} saveErrors={errors} />}
    </SaveBarForm>
  );
}

/** What is no version was never read: 0 is none either, and is told that somebody changed the segment since. */
function versionIn({ searchParams }: URL): number {
  return z
    .int32()
    .catch(0)
    .parse(Number(searchParams.get("version")));
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.segmentId === undefined ? null : idIn(params, "segmentId");
}
