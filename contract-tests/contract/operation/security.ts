import { deref, type OpenApiDocument, type Operation } from "../../../scripts/description/document.js";

/** What a request shows so that it is let in. */
export interface SecurityHeader {
  kind: "basic" | "bearer" | "apiKey";
  /** The header that carries it, in lower case. */
  header: string;
}

/** What an operation asks for: the first of its ways that the client has, and nothing where it is open to everybody. */
export function listSecurityHeaders(
  document: OpenApiDocument,
  { security = document.security ?? [] }: Operation,
): SecurityHeader[] {
  const { securitySchemes = {} } = document.components;
  const ways = security.map((requirement) =>
    Object.keys(requirement).map((name) => {
      const scheme = securitySchemes[name];
      return scheme && toSecurityHeader(deref(document, scheme));
    }),
  );
  return ways.find((way): way is SecurityHeader[] => way.length === 1 && way[0] !== undefined) ?? [];
}

/** Whether an answer is one to credentials that the API does not know. */
export const isOfUnknown = (name: string): boolean =>
  /^(unauthorized_credentials|invalid_project_id_authentication)$/.test(name);

function toSecurityHeader(scheme: Record<string, unknown>): SecurityHeader | undefined {
  if (scheme["type"] === "apiKey" && scheme["in"] === "header")
    return { kind: "apiKey", header: String(scheme["name"]).toLowerCase() };
  const kind = String(scheme["scheme"]).toLowerCase();
  if (scheme["type"] === "http" && (kind === "basic" || kind === "bearer"))
    return { kind, header: "authorization" };
  return undefined;
}
