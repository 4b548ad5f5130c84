import { z } from "zod";
import { FOR_WEB, SECRET } from "./described.ts";
import { list } from "./formats.ts";

/** How operators may log in to the panel besides their password and code. */
export const operatorSettings = {
  OPERATORS_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the issuer of your OpenID Connect provider: with it, operators can log in to the panel there")
    .meta(FOR_WEB),
  OPERATORS_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe("the id of the panel at your OpenID Connect provider")
    .meta(FOR_WEB),
  OPERATORS_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe("the secret of the panel at your OpenID Connect provider")
    .meta({ ...FOR_WEB, ...SECRET }),
  OPERATORS_OIDC_OWNERS: people("owners"),
  OPERATORS_OIDC_OPERATORS: people("operators"),
  OPERATORS_OIDC_READERS: people("readers"),
};

function people(role: string) {
  return list
    .optional()
    .describe(`who becomes one of the panel's ${role}: verified email addresses, or sub:… for subjects, between commas`)
    .meta(FOR_WEB);
}
