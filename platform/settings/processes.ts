import { z } from "zod";
import { FOR_WEB, FOR_WORKERS } from "./described.ts";

/** What every process reads, and where web processes and workers listen. */
export const processSettings = {
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("production")
    .describe("development, test or production"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("how much is logged"),
  GIT_SHA: z
    .string()
    .optional()
    .describe("the commit that this build was made of, as operators see it; the version of the package when absent"),
  PORT: z.coerce.number().int().positive().default(3000).describe("the port the web process listens on").meta(FOR_WEB),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe("the address the web process listens on; 0.0.0.0 or :: where others must reach it, as in a container"),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(300)
    .default(10)
    .describe("how many seconds a web process that is told to stop still answers, while balancers turn away from it")
    .meta(FOR_WEB),
  WORKER_PORT: z.coerce
    .number()
    .int()
    .positive()
    .default(3001)
    .describe("the port of the worker's health endpoints")
    .meta(FOR_WORKERS),
  WORKER_HOST: z
    .string()
    .optional()
    .describe("the address of the worker's health endpoints; HOST when absent")
    .meta(FOR_WORKERS),
  WORKER_QUEUES: z
    .string()
    .default("all")
    .transform((text) => text.split(",").flatMap((name) => name.trim() || []))
    .describe('the queues this worker serves, separated by commas, or "all"')
    .meta(FOR_WORKERS),
};
