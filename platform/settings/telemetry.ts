import { z } from "zod";
import { parseDsn } from "#platform/telemetry/errors/dsn";
import { SECRET } from "./described.ts";

/** Where traces and errors go. */
export const telemetrySettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the base address of an OpenTelemetry collector that takes OTLP over HTTP; without it nothing is traced"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe("the share of webhooks, campaign slices and jobs whose traces are recorded, from 0 to 1"),
  SENTRY_DSN: z
    .string()
    .refine((text) => parseDsn(text) !== null)
    .optional()
    .describe("https://key@host/project of a Sentry-compatible address, which then gets the errors of the log")
    .meta(SECRET),
};
