import type { OpenApiDocument } from "../../scripts/description/document.js";
import { caseOf, type OperationCase } from "../contract/cases.js";
import { mediaTypeOf, type Exchange } from "../contract/exchange.js";
import { declaredStatus } from "../contract/operation/declared-status.js";
import { oracleOf } from "../contract/oracle.js";
import { isObject, shapeOf, visitBody } from "../contract/values/shape.js";
import type { Finding } from "./finding.js";
import { listUnknown } from "./list-unknown.js";
import { pointerTo } from "./pointer-to.js";

export interface Judgement {
  findings: Finding[];
  /** Why nothing can be said of the API; undefined where something can. */
  unclear: string | undefined;
}

/** What the description says to an answer: the oracle of the contract checks, and what is news to it. */
export function judge(document: OpenApiDocument, exchange: Exchange): Judgement {
  const operation = caseOf(document, exchange.operationId);
  if (operation === undefined) return { findings: [], unclear: "it is for no operation of the description" };
  const unclear = describeStranger(operation, exchange);
  if (unclear !== undefined) return { findings: [], unclear };
  const { status } = exchange;
  const declared = declaredStatus(operation.responses, status);
  const of_status = (kind: Finding["kind"], says: string): Finding => ({
    kind,
    at: "status",
    says: `${status} ${says}`,
    pointer: [...operation.pointer, "responses", ...(declared === undefined ? [] : [declared])],
  });
  if (declared === undefined)
    return { findings: [of_status("broken", "is not described")], unclear: undefined };
  const findings = [
    ...(declared === "default" ? [of_status("news", "is described by `default` alone")] : []),
    ...listForbidden(document, operation, declared, exchange),
    ...listUnknown(document, operation, declared, exchange),
  ];
  return { findings, unclear: undefined };
}

/** Why an answer is not the API's own: it is one of what stands in front of it. */
function describeStranger({ responses, method }: OperationCase, exchange: Exchange): string | undefined {
  const { status, response_text, response_body, response_headers } = exchange;
  const declared = declaredStatus(responses, status);
  if (status >= 300 && status < 400 && (declared === undefined || declared === "default"))
    return `${status} is a redirect, which is not followed`;
  const type = mediaTypeOf(response_headers) || "no media type";
  const isDescribed = responses[declared ?? ""]?.content?.[type] !== undefined;
  if (status < 400 || response_body !== undefined || isDescribed || method === "HEAD") return undefined;
  const isGatewayStatus = [502, 503, 504].includes(status);
  return response_text.trim() !== "" || isGatewayStatus
    ? `${status} with ${type} is the answer of a gateway`
    : undefined;
}

function listForbidden(
  document: OpenApiDocument,
  operation: OperationCase,
  declared: string,
  exchange: Exchange,
): Finding[] {
  const { status, response_headers, response_body, method } = exchange;
  const at_answer = [...operation.pointer, "responses", declared];
  const broken = (at: string, says: string, pointer: string[]): Finding => ({
    kind: "broken",
    at,
    says,
    pointer,
  });
  const { headers = {}, content = {} } = operation.responses[declared]!;
  const type = mediaTypeOf(response_headers);
  const isJson = type !== undefined && content[type] !== undefined && /[/+]json$/.test(type);
  const at_schema = [...at_answer, "content", type ?? "", "schema"];
  const places = isJson ? visitBody(document, content[type]!.schema, response_body) : [];
  const objections = oracleOf(document)(exchange).filter((each) => each.in === "response");
  const keywords = new Map<string, string[]>();
  for (const { at, keyword } of objections) keywords.set(at, [...(keywords.get(at) ?? []), keyword]);
  const { status_code } = Object(response_body) as { status_code?: unknown };
  const repeats_status = isJson && shapeOf(document, content[type]!.schema).properties.has("status_code");
  return [
    ...[...keywords].map(([at, found]) => {
      if (found.includes("content-type"))
        return broken("content-type", `is ${type ?? "missing"}`, [...at_answer, "content"]);
      if (headers[at] !== undefined)
        return broken(at, found.includes("required") ? "is missing" : `breaks ${found.join(", ")}`, [
          ...at_answer,
          "headers",
          at,
        ]);
      const place = places.find(({ instance_path }) => instance_path === at);
      const home = place && (found.includes("required") ? place.holder : place.home);
      return broken(
        at === "" ? "body" : at,
        describeFault(found, place?.value),
        home === undefined ? at_answer : pointerTo(at_schema, home),
      );
    }),
    ...(isJson && response_body === undefined && method !== "HEAD"
      ? [broken("body", "is no JSON", [...at_answer, "content", type])]
      : []),
    ...(repeats_status && typeof status_code === "number" && status_code !== status
      ? [broken("/status_code", `is ${status_code} in an answer with ${status}`, at_schema)]
      : []),
  ];
}

/** Names no value: it may be somebody's. */
function describeFault(keywords: readonly string[], value: unknown): string {
  if (keywords.includes("required")) return "is missing";
  if (value === null) return "is null";
  if (keywords.includes("type")) return `is ${describeType(value)}`;
  return `breaks ${[...new Set(keywords)].join(", ")}`;
}

const describeType = (value: unknown): string =>
  Array.isArray(value) ? "a list" : isObject(value) ? "an object" : `a ${typeof value}`;
