import { deref, type OpenApiDocument } from "./document.js";

/**
 * Makes bearer schemes of those that lead to an access token, which every API takes as such (RFC 6750): how it is come
 * by is nothing to a client. Returns a line for each.
 */
export function settleSecurity(document: OpenApiDocument): string[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([name, given]) => {
    const scheme = deref<Record<string, unknown>>(document, given);
    if (scheme["type"] !== "oauth2" && scheme["type"] !== "openIdConnect") return [];
    const { flows: _, openIdConnectUrl: __, ...rest } = scheme;
    document.components.securitySchemes![name] = { ...rest, type: "http", scheme: "bearer" };
    return [`The access token of the security scheme ${name} is the client's \`secret\`.`];
  });
}
