import { z } from "zod";

/** An hour at which a trigger fires in the person's own time zone. */
export const hourOfDay = z.number().int().min(0).max(23).default(10);
