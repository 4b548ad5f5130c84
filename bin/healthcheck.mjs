// Ends with 0 when an address answers 2xx, else with 1. An image without curl needs it for its health checks.
// Without an address it asks /health/live of the web process and of the worker; one of them is enough.
const TIMEOUT_MS = 4_000;

const { PORT = "3000", WORKER_PORT = "3001" } = process.env;
const given = process.argv.slice(2);
const addresses = given.length > 0 ? given : [PORT, WORKER_PORT].map((port) => `http://127.0.0.1:${port}/health/live`);

const answers = await Promise.all(addresses.map((address) => ask(address)));
process.exit(answers.includes(true) ? 0 : 1);

/** @param {string} address */
async function ask(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
  return answer?.ok === true;
}
