import { deref, listOperations, type OpenApiDocument } from "../description/document.js";
import { listParameters } from "../render/operation-shape.js";
import { renderSamples } from "./render-samples.js";

/** Where `npm run mock` listens. */
const mock = "http://127.0.0.1:4010";

/** The page about a bundled document, for a browser that finds the script beside it. */
export async function renderPage(bundle: OpenApiDocument, script: string, report: string): Promise<string> {
  const document = structuredClone(bundle);
  for (const { operation } of listOperations(document)) {
    operation["x-codeSamples"] = await renderSamples(document, operation);
    const bodies = operation.requestBody ? Object.values(deref(document, operation.requestBody).content) : [];
    const needed = listParameters(document, operation).filter(({ required }) => required);
    for (const holder of [...needed, ...bodies]) nameFirst(holder);
  }
  // What is tried out deletes: it must never reach the API.
  document.info.description = [
    document.info.description ?? "",
    "Where the API is:",
    document.servers.map(({ url, description = "" }) => `- ${url} ${description}`).join("\n"),
  ].join("\n\n");
  document.servers = [{ url: mock, description: "The mock: npm run mock" }];
  const title = `${document.info.title} ${document.info.version}`;
  const schemes = Object.entries(document.components.securitySchemes ?? {});
  const basic = schemes.filter(([, { type, scheme }]) => type === "http" && scheme === "basic");
  const configuration = {
    content: document,
    agent: { disabled: true },
    mcp: { disabled: true },
    telemetry: false,
    proxyUrl: "",
    withDefaultFonts: false,
    hideClientButton: true,
    showDeveloperTools: "never",
    documentDownloadType: "direct",
    hiddenClients: true,
    authentication: {
      securitySchemes: Object.fromEntries(
        basic.map(([name]) => [name, { username: "project-test-1", password: "not-a-secret" }]),
      ),
    },
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src file: 'self' 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src ${mock}">
<title>${escapeHtml(title)}</title>
<style>
:root { --scalar-custom-header-height: 2.5rem }
body { margin: 0 }
nav { position: sticky; top: 0; z-index: 10; box-sizing: border-box; height: 2.5rem; padding: 0.6rem 1rem; font: 0.9rem/1.3rem system-ui; color: var(--scalar-color-1); background: var(--scalar-background-1); border-bottom: 1px solid var(--scalar-border-color); white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
nav a { color: inherit }
</style>
</head>
<body>
<nav><a href="${escapeHtml(report)}">The contract report</a> · Requests go to the mock, ${mock}: start it with <code>npm run mock</code>.</nav>
<div id="app"></div>
<script src="${escapeHtml(script)}"></script>
<script>Scalar.createApiReference("#app", ${escapeScript(JSON.stringify(configuration))})</script>
</body>
</html>
`;
}

/** Scalar fills in the examples that have one name together. */
function nameFirst(holder: { examples?: Record<string, unknown> }): void {
  const [first, ...others] = Object.entries(holder.examples ?? {});
  if (first !== undefined) holder.examples = Object.fromEntries([["first", first[1]], ...others]);
}

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** No text in it ends the script. */
const escapeScript = (code: string): string => code.replaceAll("<", String.raw`\u003c`);
