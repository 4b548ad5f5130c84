import { z } from "zod";
import { settings } from "./config.ts";

/** A setting as the settings reference and the example file show it. */
export interface DescribedSetting {
  name: string;
  meaning: string;
  isRequired: boolean;
  /** The value when the setting is absent; null when there is none. */
  default: string | null;
  /** The kinds of process that read it. */
  readBy: ("web" | "worker" | "migrate" | "alerts")[];
  isSecret: boolean;
}

/** What `.meta(…)` says of a setting in platform/settings/. */
const described = z.object({
  readBy: z.array(z.enum(["web", "worker", "migrate", "alerts"])).default(["web", "worker"]),
  isSecret: z.boolean().default(false),
});

/** Every setting with its meaning, for docs/settings.md and .env.example. */
export function describeSettings(): DescribedSetting[] {
  return Object.entries(settings).map(([name, setting]) => {
    const input = z.toJSONSchema(setting, { io: "input", unrepresentable: "any" }).default;
    return {
      name,
      meaning: setting.description ?? "",
      isRequired: !setting.safeParse(undefined).success,
      default: input === undefined || input === "" ? null : String(input),
      ...described.parse(setting.meta() ?? {}),
    };
  });
}
