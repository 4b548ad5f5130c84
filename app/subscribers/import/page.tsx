import { Banner } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAction } from "#app/actions/use-action";
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

/** The step that the import is at; what is done and what comes stands beside it. */
export function ImportPage({ data }: { data: ImportPageData }) {
  const { file, refusals } = data;
  /** Whether the last order was to check the file. */
  const isChecking = useRef(false);
  const [isSettingUpAgain, setSettingUpAgain] = useState(false);
  const { answer, errors, isBusy, send } = useAction((given) => {
    if (given.ok && isChecking.current) setSettingUpAgain(false);
  });
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
              answer={answer}
              onTaken={forget}
              onCheck={(setup) => {
                isChecking.current = true;
                send({ intent: "examine", setup: JSON.stringify(setup) });
              }}
              onHeaderLine={(line) => {
                isChecking.current = false;
                send({ intent: "header", line });
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
          onStart={() => send({ intent: "start" })}
          onChange={() => setSettingUpAgain(true)}
        />
      )}
      {["uploading", "examining", "importing", "paused"].includes(file.state) && (
        <ProgressCard file={file} readAt={data.readAt} isBusy={isBusy} onOrder={(intent) => send({ intent })} />
      )}
      {["finished", "cancelled", "failed"].includes(file.state) && <EndedCard file={file} />}
      {!isSetUp && file.counts.refused > 0 && <RefusedCard file={file} refusals={refusals} />}
    </DetailsPage>
  );
}
