import { deref, type OpenApiDocument, type Operation } from "../../../scripts/description/document.js";

/** What a request shows so that it is let in. */
export interface Credential {
  kind: "basic" | "bearer" | "apiKey";
  /** The header that carries it, in lower case. */
  header: string;
}

/** The credentials that an operation asks for: of several ways the first, and none where it is open to everybody. */
export function listCredentials(document: OpenApiDocument, { security }: Operation): Credential[] {
  const [first = {}] = security ?? document.security ?? [];
  return Object.keys(first).flatMap((name) => {
    const scheme = document.components.securitySchemes?.[name];
    const credential = scheme && toCredential(deref(document, scheme));
    return credential === undefined ? [] : [credential];
  });
}

function toCredential(scheme: Record<string, unknown>): Credential | undefined {
  if (scheme["type"] === "apiKey" && scheme["in"] === "header")
    return { kind: "apiKey", header: String(scheme["name"]).toLowerCase() };
  const kind = String(scheme["scheme"]).toLowerCase();
  if (scheme["type"] === "http" && (kind === "basic" || kind === "bearer"))
    return { kind, header: "authorization" };
  return undefined;
}
