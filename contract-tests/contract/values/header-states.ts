import type { Header, OpenApiDocument } from "../../../scripts/description/document.js";
import { boundariesOf } from "./boundaries.js";
import { sampleOf } from "./sample.js";
import { shapeOf } from "./shape.js";

/** A header of an answer in one of the states that it can be in. */
export interface HeaderState {
  state: "present" | "missing" | "wrong";
  /** Undefined where it is missing. */
  value: string | undefined;
}

/** The one header whose text the client reads: seconds, or a time. */
export const isRetryAfter = (name: string): boolean => name.toLowerCase() === "retry-after";

export function listHeaderStates(document: OpenApiDocument, name: string, header: Header): HeaderState[] {
  const wrong = isRetryAfter(name) ? "soon" : wrongText(document, header);
  const named = Object.values(header.examples ?? {}).map((each) => (each as { value?: unknown }).value);
  const value = header.example ?? named[0] ?? sampleOf(document, header.schema, "response");
  return [
    { state: "present", value: String(value) },
    { state: "missing", value: undefined },
    ...(wrong === undefined ? [] : [{ state: "wrong" as const, value: wrong }]),
  ];
}

/** The headers that an answer has to have. */
export function requiredHeaders(
  document: OpenApiDocument,
  headers: Readonly<Record<string, Header>> = {},
): Record<string, string> {
  const required = Object.entries(headers).filter(([, header]) => header.required === true);
  return Object.fromEntries(
    required.map(([name, header]) => [name, listHeaderStates(document, name, header)[0]!.value!]),
  );
}

export function stateOf(
  document: OpenApiDocument,
  name: string,
  header: Header,
  value: string | undefined,
): HeaderState["state"] {
  if (value === undefined) return "missing";
  if (isRetryAfter(name)) return /^\d+$/.test(value) || value.endsWith("GMT") ? "present" : "wrong";
  return value === wrongText(document, header) ? "wrong" : "present";
}

/** A text that the header's schema does not allow; undefined where it allows any. */
function wrongText(document: OpenApiDocument, { schema }: Header): string | undefined {
  const shape = shapeOf(document, schema);
  if (["integer", "number", "boolean"].some((type) => shape.types.has(type)) && !shape.types.has("string"))
    return "wrong";
  const outside = boundariesOf(document, shape, "response").find(
    ({ violates, value }) => violates !== undefined && typeof value === "string" && /^[!-~]+$/.test(value),
  );
  return outside?.value as string | undefined;
}
