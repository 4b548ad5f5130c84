import type { Operator } from "#operations/session/admit";
import { FORM_TOKEN } from "#operations/session/form-token";

/** The hidden field without which a post is refused. */
export function FormToken({ operator }: { operator: Operator }) {
  return <input type="hidden" name={FORM_TOKEN} value={operator.formToken} />;
}

interface FieldProps {
  label: string;
  name: string;
  type?: "text" | "password";
  value?: string;
  help?: string;
  error?: string | undefined;
  isRequired?: boolean;
  autoComplete?: string;
  inputMode?: "numeric";
}

/** A labelled field with its help and its error. */
export function Field({ label, name, type = "text", value, help, error, isRequired = true, ...rest }: FieldProps) {
  const described = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        required={isRequired}
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      {help && (
        <p className="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
