import { generateClient } from "./prisma/command.ts";

await generateClient();
// Only now: whatever reads or writes imports the client.
await import("../rehearsal/main.ts");
