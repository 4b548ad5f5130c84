import { ChoiceList, FormLayout, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";

export interface EndpointValues {
  url: string;
  eventTypes: string[];
}

export interface EndpointFieldsProps {
  values: EndpointValues;
  types: { type: string; says: string }[];
  errors: FieldErrors;
  onChange: (values: EndpointValues) => void;
}

/** Where an endpoint is, and what it is told of. */
export function EndpointFields({ values, types, errors, onChange }: EndpointFieldsProps) {
  return (
    <FormLayout>
      <TextField
        label="Web address"
        type="url"
        name="url"
        placeholder="https://"
        autoComplete="off"
        value={values.url}
        onChange={(url) => onChange({ ...values, url })}
        error={errors.url ?? errors.form ?? false}
        helpText="Receives a signed POST request with JSON for each event."
      />
      <ChoiceList
        allowMultiple
        title="Events"
        name="eventTypes"
        choices={types.map(({ type, says }) => ({ value: type, label: says, helpText: type }))}
        selected={values.eventTypes}
        onChange={(eventTypes) => onChange({ ...values, eventTypes })}
        {...(errors.eventTypes && { error: errors.eventTypes })}
      />
    </FormLayout>
  );
}

/** As a form posts them. */
export function endpointForm(intent: string, { url, eventTypes }: EndpointValues): FormData {
  const form = new FormData();
  form.set("intent", intent);
  form.set("url", url);
  for (const type of eventTypes) form.append("eventTypes", type);
  return form;
}
