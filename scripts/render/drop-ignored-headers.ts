import { deref, listOperations, type OpenApiDocument, type Parameter } from "../description/document.js";

/** What OpenAPI says to ignore (3.1.1, "Parameter Object"): other parts of a description speak of these headers. */
export const isIgnored = ({ in: place, name }: Parameter): boolean =>
  place === "header" && /^(?:accept|content-type|authorization)$/i.test(name);

/** Takes from a document the parameters that count for nothing. Those that are left do not keep their index. */
export function dropIgnoredHeaders(document: OpenApiDocument): void {
  for (const { operation } of listOperations(document)) {
    if (operation.parameters === undefined) continue;
    operation.parameters = operation.parameters.filter((each) => !isIgnored(deref(document, each)));
  }
}
