import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { ArchivedPage } from "./archived-page.tsx";
import type { SegmentData } from "./read.ts";
import { SegmentEditor } from "./segment-editor.tsx";

/** An archived segment, or the form of one in use or a new one. */
export function SegmentPage({ data }: { data: SegmentData }) {
  const [search] = useSearchParams();
  if (data.segment?.isArchived) return <ArchivedPage data={data} />;
  const key = data.segment?.id ?? `new ${search.get("from") ?? search.get("copy") ?? ""}`;
  return <SegmentForm key={key} data={data} />;
}

function SegmentForm({ data }: { data: SegmentData }) {
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
      {(errors) => <SegmentEditor data={data} saveErrors={errors} />}
    </SaveBarForm>
  );
}
