import { defineConfig } from "prisma/config";
import { letCommandEnd, migrationAdapter } from "./prisma/migration-adapter.ts";

// `generate` and `validate` need no database, but without an address the command fails with a misleading
// "request to https://binaries.prisma.sh/… failed".
process.env.DATABASE_URL ??= "postgresql://127.0.0.1:5432/none";
const url = process.env.DATABASE_URL;
letCommandEnd();

export default defineConfig({
  experimental: { adapter: true },
  engine: "js", // the schema engine in WebAssembly that ships inside `prisma`: nothing is downloaded
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  adapter: async () => migrationAdapter(url),
});
