import type { OpenApiDocument } from "../../scripts/description/document.js";
import { findOperation, listOperationCases } from "./cases.js";
import { decodePercent, matchPath } from "./operation/path-template.js";

/** A request as it left the suite for a server. */
export interface OutgoingRequest {
  method: string;
  url: string;
  /** With names in lower case. */
  headers: Record<string, string>;
  /** The text that it has for a body; undefined where it has none. */
  text: string | undefined;
  /** What the suite changed behind the client's back: headers by their names, `?` for the query, `body`. */
  spoiled: string[];
}

/** What passed the wire: a request as the server got it, and its answer. */
export interface Exchange extends OutgoingRequest {
  /** The operation whose path and method the request has. */
  operationId: string | undefined;
  /** What stands in the places of the path template, decoded. */
  ids: Record<string, string>;
  /** The JSON of the request; undefined when it is none. */
  request_body: unknown;
  status: number;
  response_headers: Record<string, string>;
  /** The answer's body as it came. */
  response_text: string;
  /** The JSON of the answer; undefined when it is none. */
  response_body: unknown;
}

/** A call that the client refused before anything passed the wire. */
export interface RefusedCall {
  operationId: string;
  params: Record<string, unknown>;
  /** The parameter that the ClientError names, if any. */
  parameter: string | undefined;
}

/** An answer as it came. */
interface Answer {
  status: number;
  /** With names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** Reads an answer once, and finds the operation that was asked for. */
export async function readExchange(
  document: OpenApiDocument,
  request: OutgoingRequest,
  response: Response,
): Promise<Exchange> {
  const headers = Object.fromEntries(response.headers);
  const text = await response.text().catch(() => "");
  return toExchange(document, request, { status: response.status, headers, text });
}

export function toExchange(
  document: OpenApiDocument,
  request: OutgoingRequest,
  { status, headers, text }: Answer,
): Exchange {
  const { pathname } = new URL(request.url);
  const operation = findOperation(listOperationCases(document), request.method, pathname);
  const spelled = operation === undefined ? {} : matchPath(operation.path, pathname)!;
  return {
    ...request,
    operationId: operation?.operationId,
    ids: Object.fromEntries(Object.entries(spelled).map(([name, raw]) => [name, decodePercent(raw)])),
    request_body: parse(request.text),
    status,
    response_headers: headers,
    response_text: text,
    response_body: parse(text),
  };
}

function parse(text: string | undefined): unknown {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    // What is nested too deep to be written again is too deep for whoever looks at it.
    JSON.stringify(value);
    return value;
  } catch {
    return undefined;
  }
}

/** The media type of a request or an answer, without what may follow it; undefined where it is none. */
export const mediaTypeOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  /^\s*([^\s;/]+\/[^\s;/]+)\s*(?:;|$)/.exec(headers["content-type"] ?? "")?.[1]!.toLowerCase();

/** What Prism objects to in a request or in its own answer. */
export function prismViolations(
  exchange: Exchange | undefined,
): { location: string[]; code: string | number; message: string }[] {
  return JSON.parse(exchange?.response_headers["sl-violations"] ?? "[]");
}
