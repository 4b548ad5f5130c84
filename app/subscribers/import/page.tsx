import { useFetcher } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";
import { Kept } from "../../ui/kept/kept.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { CheckedCard } from "./progress/checked-card.tsx";
import { EndedCard } from "./progress/ended-card.tsx";
import { ProgressCard } from "./progress/progress-card.tsx";
import { RefusedCard } from "./progress/refused-card.tsx";
import { StepsCard } from "./progress/steps-card.tsx";
import type { ImportPageData } from "./read.ts";
import { FileCard } from "./setup/file-card.tsx";
import { OptOutWarning } from "./setup/opt-out-warning.tsx";
import { SetupForm } from "./setup/setup-form.tsx";

const NONE: Record<string, string> = {};

/** The step that the import is at; what is done and what comes stands beside it. */
export function ImportPage({ data }: { data: ImportPageData }) {
  const { file, refusals } = data;
  const fetcher = useFetcher<FormAnswer>();
  /** Whether the last order was to check the file. */
  const isChecking = useRef(false);
  const [isSettingUpAgain, setSettingUpAgain] = useState(false);
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  const errors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : NONE;
  useEffect(() => {
    if (fetcher.data?.ok && isChecking.current) setSettingUpAgain(false);
  }, [fetcher.data]);
  const order = (fields: Record<string, string>) => fetcher.submit(fields, { method: "post" });
  const isBusy = fetcher.state !== "idle";
  const isSetUp = file.state === "uploaded" || (file.state === "examined" && isSettingUpAgain);
  return (
    <DetailsPage
      title={file.fileName}
      titleMetadata={<StatusBadge status={file.state} />}
      back={{ label: "Import", url: "/subscribers/import" }}
      aside={
        <>
          <StepsCard state={file.state} isSetUp={isSetUp} />
          <FileCard file={file} />
        </>
      }
    >
      {errors.form && <Banner tone="critical">{errors.form}</Banner>}
      {isSetUp && (
        <Kept id="import">
          {(forget) => (
            <SetupForm
              data={data}
              errors={errors}
              isBusy={isBusy}
              answer={fetcher.data}
              onTaken={forget}
              onCheck={(setup) => {
                isChecking.current = true;
                order({ intent: "examine", setup: JSON.stringify(setup) });
              }}
              onHeaderLine={(line) => {
                isChecking.current = false;
                order({ intent: "header", line });
              }}
            />
          )}
        </Kept>
      )}
      {!isSetUp && file.state === "examined" && <OptOutWarning data={data} mapping={file.mapping} />}
      {!isSetUp && file.state === "examined" && (
        <CheckedCard
          file={file}
          isBusy={isBusy}
          onStart={() => order({ intent: "start" })}
          onChange={() => setSettingUpAgain(true)}
        />
      )}
      {["uploading", "examining", "importing", "paused"].includes(file.state) && (
        <ProgressCard file={file} readAt={data.readAt} isBusy={isBusy} onOrder={(intent) => order({ intent })} />
      )}
      {["finished", "cancelled", "failed"].includes(file.state) && <EndedCard file={file} />}
      {!isSetUp && file.counts.refused > 0 && <RefusedCard file={file} refusals={refusals} />}
    </DetailsPage>
  );
}
