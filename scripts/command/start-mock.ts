import { readFileSync } from "node:fs";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { hideData, revealData } from "../description/hide-data.js";

/** Starts Prism on a free port of loopback, serving a bundled document or the file of one. */
export async function startMock(
  document: object | string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const bundle: unknown =
    typeof document === "string" ? JSON.parse(readFileSync(document, "utf8")) : document;
  const operations = await getHttpOperationsFromSpec(hideData(bundle) as object);
  const server = createServer(revealData(operations), {
    cors: false,
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      // A broken example fails loudly instead of being sent.
      errors: true,
      upstreamProxy: undefined,
      mock: { dynamic: false, ignoreExamples: false },
    },
    components: { logger: createLogger("mock", { enabled: false }) },
  });
  const url = await server.listen(0, "127.0.0.1");
  return { url, close: () => server.close() };
}
