/** What a careful colleague would say before the campaign is sent. */
export interface Warning {
  kind: string;
  /** critical: it would go wrong. warning: it would cost money or people. info: worth a look. */
  tone: "critical" | "warning" | "info";
  title: string;
  sentence: string;
  /** The text as it could be instead, and what the button says. */
  fix?: { label: string; body: string } | undefined;
}
