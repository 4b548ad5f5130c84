import { checkUnchanged } from "#app/actions/form-version";
import { type Done, done } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { changeSettings } from "#domain/settings/change-settings";
import type { SettingsChanges } from "#domain/settings/check-settings";
import { readSettings, type Settings } from "#domain/shops/settings";
import { fingerprintOf } from "#platform/fingerprint";

/** The settings that one form shows, and their version, which the form posts along. */
export async function readSettingsForm<Name extends keyof Settings>(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  names: readonly Name[],
) {
  const settings = pickSettings(await readSettings(ctx.db, shopId), names);
  return { settings, version: fingerprintOf(settings) };
}

/** Saves a form's settings. Refuses when another tab has changed the same ones since the page was loaded. */
export async function saveSettingsForm(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  form: FormData,
  next: SettingsChanges,
): Promise<Done> {
  const names = Object.keys(next) as (keyof SettingsChanges)[]; // a form's own literal has no other keys
  checkUnchanged(form, pickSettings(await readSettings(ctx.db, shopId), names), next);
  await changeSettings(ctx, shopId, next);
  return done("Settings saved");
}

function pickSettings<Name extends keyof Settings>(settings: Settings, names: readonly Name[]): Pick<Settings, Name> {
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as Pick<Settings, Name>; // exactly these keys
}
