import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { deref, listOperations, type OpenApiDocument } from "../description/document.js";
import { hideData, revealData } from "../description/hide-data.js";

/** Starts Prism on a free port of loopback, serving a bundled document or the file of one. */
export async function startMock(
  document: object | string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const bundle: unknown =
    typeof document === "string" ? JSON.parse(readFileSync(document, "utf8")) : document;
  const operations = await getHttpOperationsFromSpec(showLists(hideData(bundle) as OpenApiDocument));
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
  const release = keepConnections(Number(new URL(url).port));
  return { url, close: () => server.close().finally(release) };
}

/**
 * Keeps the connections of the server on a port: a caller that is busy for longer than one is kept would send its next
 * request over one that ends. Prism shows nobody its server. Returns what makes an end of it.
 */
function keepConnections(port: number): () => void {
  const channel = "http.server.request.start";
  const keep = (message: unknown): void => {
    const { server } = message as { server: Server };
    if ((server.address() as AddressInfo | null)?.port === port) server.keepAliveTimeout = 0;
  };
  subscribe(channel, keep);
  return () => unsubscribe(channel, keep);
}

/** Shows lists in headers as text: Prism reads one that is not there, and ends. */
function showLists(document: OpenApiDocument): OpenApiDocument {
  for (const { operation } of listOperations(document)) {
    operation.parameters = (operation.parameters ?? []).map((given) => {
      const parameter = deref(document, given);
      const isList = parameter.in === "header" && deref(document, parameter.schema)["type"] === "array";
      return isList ? { ...parameter, schema: { type: "string" } } : given;
    });
  }
  return document;
}
