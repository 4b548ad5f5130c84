import type { DescribedSetting } from "#platform/describe-settings";

const WIDTH = 110;

const INTRODUCTION = `# Settings of Cartbell, to copy to .env or to /etc/cartbell/environment and fill in.
# Generated from platform/config.ts by "npm run settings"; docs/settings.md has the same as a table.
# Docker Compose and systemd both read this format: one NAME=value per line, no quotes needed.`;

/** .env.example: required settings to fill in, then the others, commented out with their defaults. */
export function renderEnvExample(settings: DescribedSetting[]): string {
  const required = settings.filter(({ isRequired }) => isRequired);
  const others = settings.filter(({ isRequired }) => !isRequired);
  return `${[
    INTRODUCTION,
    "# --- Required ---",
    ...required.map((it) => entry(it, `${it.name}=`)),
    "# --- Optional: remove the # to set one ---",
    ...others.map((it) => entry(it, `#${it.name}=${it.default ?? ""}`)),
  ].join("\n\n")}\n`;
}

function entry({ meaning, readBy, isSecret }: DescribedSetting, line: string): string {
  return [...wrap(meaning), `# Read by ${readBy.join(", ")}.${isSecret ? " A secret." : ""}`, line].join("\n");
}

function wrap(sentence: string): string[] {
  const lines = ["#"];
  for (const word of sentence.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > WIDTH) lines.push("#");
    lines.push(`${lines.pop()} ${word}`);
  }
  return lines;
}
