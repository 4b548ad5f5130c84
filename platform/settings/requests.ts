import { z } from "zod";
import { FOR_WEB, SECRET } from "./described.ts";

/** Which callers are believed, and which may ask for more than others. */
export const requestSettings = {
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(1)
    .describe("how many proxies of yours every request passes; each must append its client to X-Forwarded-For")
    .meta(FOR_WEB),
  HEALTH_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("16 characters or more; who sends it as a bearer token may ask for /health/ready from anywhere")
    .meta(SECRET),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("16 characters or more; who sends it as a bearer token may ask for /metrics from anywhere")
    .meta(SECRET),
};
