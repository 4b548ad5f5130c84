import { Banner, BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import type { ImportPageData } from "#app/subscribers/import/read";
import { useField } from "#app/ui/kept/use-field";
import { IMPORT_FIELDS, type Mapping } from "#domain/imports/reading/fields";
import { ColumnsCard } from "./columns-card.tsx";
import { ConsentCard } from "./consent-card.tsx";
import { HeaderLine } from "./header-line.tsx";
import { OptOutWarning } from "./opt-out-warning.tsx";
import { OptionsCard } from "./options-card.tsx";
import { SampleCard } from "./sample-card.tsx";
import { type SetupForm as Setup, setupOf } from "./setup.ts";

export interface SetupFormProps {
  data: ImportPageData;
  errors: FieldErrors;
  isBusy: boolean;
  onCheck: (setup: Setup) => void;
  onHeaderLine: (line: string) => void;
  /** The answer to the last check. */
  answer: FormAnswer | undefined;
  /** Called when the server has taken what is written. */
  onTaken: () => void;
}

/** What the columns mean, and where the people agreed. Nothing is written by checking. */
export function SetupForm({ data, errors, isBusy, onCheck, onHeaderLine, answer, onTaken }: SetupFormProps) {
  const { file, countries, shopCountry, today } = data;
  const [setup, setSetup] = useField<Setup>("setup", setupOf(file, shopCountry));
  const [mended, setMended] = useState<string[]>([]);
  const change = (changes: Partial<Setup>) => {
    setSetup((before) => ({ ...before, ...changes }));
    setMended((before) => [...before, ...Object.keys(changes)]);
  };
  const changeMapping = (mapping: Mapping) => {
    change({ mapping });
    setMended((before) => [...before, ...IMPORT_FIELDS]);
  };
  const columns = file.columns.join("\n");
  const columnsBefore = useRef(columns);
  // Another header line: what was typed stays, the columns are those of the new guess.
  useEffect(() => {
    if (columnsBefore.current === columns) return;
    columnsBefore.current = columns;
    setSetup((before) => ({ ...before, mapping: setupOf(file, shopCountry).mapping }));
  }, [columns, file, shopCountry, setSetup]);
  const shown = Object.fromEntries(Object.entries(errors).filter(([field]) => !mended.includes(field)));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    setMended([]);
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  useEffect(() => {
    if (answer?.ok) onTaken();
  }, [answer, onTaken]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCheck(setup);
      }}
    >
      <BlockStack gap="400">
        {file.importedBeforeAt && (
          <Banner tone="info" title="You’ve already imported this file">
            <p>Importing it again changes nothing unless you change the column mapping or options.</p>
          </Banner>
        )}
        <OptOutWarning data={data} mapping={setup.mapping} />
        <HeaderLine file={file} isBusy={isBusy} onChange={onHeaderLine} />
        <ColumnsCard file={file} mapping={setup.mapping} onChange={changeMapping} errors={shown} />
        <SampleCard file={file} mapping={setup.mapping} />
        {file.kind === "subscribers" && <ConsentCard setup={setup} onChange={change} errors={shown} today={today} />}
        <OptionsCard kind={file.kind} setup={setup} onChange={change} errors={shown} countries={countries} />
        <InlineStack align="end">
          <Button submit variant="primary" loading={isBusy}>
            Check file
          </Button>
        </InlineStack>
      </BlockStack>
    </form>
  );
}
