import { deref, listOperations, type MediaType, type OpenApiDocument, type Response } from "./document.js";

const json = "application/json";

/**
 * Of the media types that a body or an answer can have, leaves JSON alone, under the one name by which the client sends
 * it and asks for it. Returns a line for each operation that had others.
 */
export function settleMedia(document: OpenApiDocument): string[] {
  // A component is settled once, and told of each operation that has it.
  const settled = new Map<Holder, string[]>();
  const settle = (holder: Holder, isMeant: (type: string) => boolean): string[] => {
    if (!settled.has(holder)) settled.set(holder, keepJson(document, holder, isMeant));
    return settled.get(holder)!;
  };
  return listOperations(document).flatMap(({ path, method, operation }) => {
    const { requestBody } = operation;
    const taken = requestBody ? settle(deref(document, requestBody), isAny) : [];
    const answered = Object.entries(operation.responses).flatMap(([status, given]) => {
      const response = deref(document, given);
      if (response.content === undefined) return [];
      // HTTP has no content here, whatever is described.
      if (method === "head" || isEmpty(status)) operation.responses[status] = omitContent(response);
      else if (status.startsWith("2")) return settle(response, isAny);
      // Of a failure, the client reads whatever JSON it has.
      else settle(response, (type) => type.endsWith("+json") || isAny(type));
      return [];
    });
    const name = `${method.toUpperCase()} ${path}`;
    return [
      ...(taken.length > 0 ? [`${name} takes ${list(taken)}: the client sends JSON.`] : []),
      ...(answered.length > 0 ? [`${name} answers in ${list(answered)}: the client asks for JSON.`] : []),
    ];
  });
}

interface Holder {
  content?: Record<string, MediaType>;
}

/** Leaves what is JSON by name, else what is meant all the same; returns the names that are none. */
function keepJson(document: OpenApiDocument, holder: Holder, isMeant: (type: string) => boolean): string[] {
  const content = Object(holder.content) as Record<string, MediaType>;
  const names = Object.keys(content);
  const jsons = names.filter((name) => essenceOf(name) === json);
  const kept =
    jsons.find((name) => name === json) ??
    jsons[0] ??
    names.find((name) => isMeant(essenceOf(name)) && !isText(document, content[name]!));
  if (kept === undefined) return [];
  holder.content = { [json]: content[kept]! };
  return names.filter((name) => !jsons.includes(name));
}

/** A media type without its parameters. */
const essenceOf = (name: string): string => name.split(";")[0]!.trim().toLowerCase();

/** What fits JSON too. */
const isAny = (type: string): boolean => type === "*/*" || type === "application/*";

/** Whether a value of any type would be text or bytes instead of JSON. */
function isText(document: OpenApiDocument, { schema }: MediaType): boolean {
  return schema === undefined || deref<Record<string, unknown>>(document, schema)["type"] === "string";
}

/** Whether an answer of this status never has a body. */
const isEmpty = (status: string): boolean => status === "204" || status === "205";

function omitContent(response: Response): Response {
  const { content: _, ...rest } = response;
  return rest;
}

const list = (types: readonly string[]): string => [...new Set(types)].join(", ");
