// What `.meta(…)` says of a setting besides its meaning. One that names no process is read by web processes and workers.
export const FOR_WEB = { readBy: ["web"] };
export const FOR_WORKERS = { readBy: ["worker"] };
export const FOR_MIGRATE_TOO = { readBy: ["web", "worker", "migrate"] };
export const FOR_ALERTS = { readBy: ["alerts"] };
export const SECRET = { isSecret: true };
