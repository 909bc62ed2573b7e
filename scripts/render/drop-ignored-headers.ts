import {
  deref,
  listOperations,
  listResponses,
  type OpenApiDocument,
  type Parameter,
} from "../description/document.js";

/** What OpenAPI says to ignore (3.1.1, "Parameter Object"): other parts of a description speak of these headers. */
export const isIgnored = ({ in: place, name }: Parameter): boolean =>
  place === "header" && /^(?:accept|content-type|authorization)$/i.test(name);

/** Takes from a document the headers that count for nothing. Parameters that are left do not keep their index. */
export function dropIgnoredHeaders(document: OpenApiDocument): void {
  for (const { operation } of listOperations(document)) {
    const { parameters } = operation;
    if (parameters !== undefined)
      operation.parameters = parameters.filter((each) => !isIgnored(deref(document, each)));
    for (const [, response] of listResponses(operation)) {
      const { headers = {} } = deref(document, response);
      // Of an answer, this one alone ("Response Object").
      for (const name of Object.keys(headers)) if (/^content-type$/i.test(name)) delete headers[name];
    }
  }
}
