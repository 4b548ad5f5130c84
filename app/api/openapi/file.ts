import { describeApi } from "./describe-api.ts";

let made: string | null = null;
let madeFor = "";

/** The reference as an OpenAPI 3.1 file in JSON, with the address of this installation. Made once. */
export function openApiFile(appUrl: string): string {
  if (made === null || madeFor !== appUrl) made = JSON.stringify(describeApi(appUrl));
  madeFor = appUrl;
  return made;
}
