import type { DescribedSetting } from "#platform/describe-settings";

const INTRODUCTION = `# Settings

Settings are environment variables. Each process reads them once when it starts. If one is missing or invalid, the process exits with an
error that names it. A web process and a worker check every setting, also those that only the other one uses, so both can have the same
environment. \`migrate\` is \`npx prisma migrate deploy\`, \`alerts\` is \`bin/forward-alerts.ts\`. [\`.env.example\`](../.env.example) has the same settings to fill in.

Keep secrets out of images and repositories: [\`deploy/\`](../deploy/README.md) shows how.

This page is generated from \`platform/config.ts\`. Run \`npm run settings\` after a change there.
`;

/** docs/settings.md: one row for each setting. */
export function renderReference(settings: DescribedSetting[]): string {
  return [
    INTRODUCTION,
    "| variable | default | meaning | read by | secret |",
    "|---|---|---|---|---|",
    ...settings.map(row),
    "",
  ].join("\n");
}

function row({ name, meaning, isRequired, default: value, readBy, isSecret }: DescribedSetting): string {
  const shown = value ?? (isRequired ? "required" : "none");
  return `| \`${name}\` | ${shown} | ${meaning} | ${readBy.join(", ")} | ${isSecret ? "yes" : ""} |`;
}
