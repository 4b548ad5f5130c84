import { generateClient } from "./prisma/command.ts";

await generateClient();
// Only now: what it imports reads the client.
await import("../test/fuzz/main.ts");
