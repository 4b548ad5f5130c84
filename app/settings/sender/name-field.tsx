import { Card, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";

/** How texts name the shop. */
export function NameField({
  name,
  fallback,
  error,
}: {
  name: string | null;
  fallback: string;
  error: string | undefined;
}) {
  const [value, setValue] = useField("brandName", name ?? "");
  return (
    <Card>
      <TextField
        label="Name"
        name="brandName"
        autoComplete="off"
        maxLength={40}
        showCharacterCount
        value={value}
        onChange={setValue}
        placeholder={fallback}
        error={error ?? false}
        helpText="Leave it empty to use your store’s name."
      />
    </Card>
  );
}
