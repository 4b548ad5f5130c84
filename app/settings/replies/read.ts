import type { Merchant } from "#app/authenticate";
import { readSettingsForm } from "#app/settings/settings-form";

/** Opt-out words and help text. */
export async function readReplies(who: Merchant) {
  const { settings, version } = await readSettingsForm(who, ["optOutWords", "helpText"]);
  return { ...settings, version };
}

export type RepliesData = Awaited<ReturnType<typeof readReplies>>;
