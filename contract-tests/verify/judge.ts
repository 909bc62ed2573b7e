import type { OpenApiDocument } from "../../scripts/description/document.js";
import { caseOf, type OperationCase } from "../contract/cases.js";
import { mediaTypeOf, type Exchange } from "../contract/exchange.js";
import { declaredStatus } from "../contract/operation/declared-status.js";
import { oracleOf } from "../contract/oracle.js";
import { isObject, shapeOf, unescapeKey, valuesAt, visitBody } from "../contract/values/shape.js";

/** Something that an answer has, or lacks. */
export interface Finding {
  /** The description says otherwise, or it only does not know it. */
  kind: "broken" | "news";
  /** `status`, `body`, a header, or a place in the body. */
  at: string;
  says: string;
  /** Where the description speaks of it: the keys from the bundle's root. */
  pointer: string[];
}

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
  const type = mediaTypeOf(response_headers) ?? "no media type";
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
  const objections = oracleOf(document)(exchange).filter((each) => each.in === "response");
  const keywords = new Map<string, string[]>();
  for (const { at, keyword } of objections) keywords.set(at, [...(keywords.get(at) ?? []), keyword]);
  const { status_code } = Object(response_body) as { status_code?: unknown };
  const repeats_status =
    isJson && shapeOf(document, content[type]!.schema).properties.has("status_code") === true;
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
      const [value] = valuesAt(response_body, at);
      return broken(at === "" ? "body" : at, describeFault(found, value?.value), [
        ...at_answer,
        ...pointerTo(type, at),
      ]);
    }),
    ...(isJson && response_body === undefined && method !== "HEAD"
      ? [broken("body", "is no JSON", [...at_answer, "content", type])]
      : []),
    ...(repeats_status && typeof status_code === "number" && status_code !== status
      ? [
          broken("/status_code", `is ${status_code} in an answer with ${status}`, [
            ...at_answer,
            ...pointerTo(type, "/status_code"),
          ]),
        ]
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

/** The keys from an answer to what its schema says of a place in the body, as far as they are there. */
const pointerTo = (type: string | undefined, instance_path: string): string[] => [
  "content",
  type ?? "",
  "schema",
  ...instance_path
    .split("/")
    .slice(1)
    .flatMap((key) => (/^\d+$/.test(key) ? ["items"] : ["properties", unescapeKey(key)])),
];

/** What belongs to HTTP and its servers, whatever they answer. */
const of_http = new Set(
  (
    "accept-ranges access-control-allow-credentials access-control-allow-headers access-control-allow-methods " +
    "access-control-allow-origin access-control-expose-headers age alt-svc cache-control connection " +
    "content-encoding content-language content-length content-security-policy content-type date etag expires " +
    "keep-alive last-modified nel permissions-policy pragma referrer-policy report-to server server-timing " +
    "strict-transport-security transfer-encoding vary via x-content-type-options x-frame-options x-xss-protection"
  ).split(" "),
);

/** Fields, values and headers that the description does not list. */
function listUnknown(
  document: OpenApiDocument,
  operation: OperationCase,
  declared: string,
  { response_headers, response_text, response_body }: Exchange,
): Finding[] {
  const at_answer = [...operation.pointer, "responses", declared];
  const { headers = {}, content = {} } = operation.responses[declared]!;
  const known = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const strange = Object.keys(response_headers).filter((name) => !known.has(name) && !of_http.has(name));
  const type = mediaTypeOf(response_headers);
  const media = content[type ?? ""];
  const news = (at: string, says: string, pointer: string[]): Finding => ({ kind: "news", at, says, pointer });
  return [
    ...strange.map((name) => news(name, "is a header that is not described", [...at_answer, "headers"])),
    ...(Object.keys(content).length === 0 && response_text !== ""
      ? [news("body", "is there, and none is described", at_answer)]
      : []),
    ...(media === undefined ? [] : listUnknownInside(document, media.schema, response_body)).map(
      ({ at, says, instance_path }) =>
        news(at, says, [...at_answer, ...pointerTo(type, instance_path)]),
    ),
  ];
}

function listUnknownInside(
  document: OpenApiDocument,
  schema: Parameters<typeof visitBody>[1],
  body: unknown,
): { at: string; says: string; instance_path: string }[] {
  const found = visitBody(document, schema, body);
  const known = new Map<string, Set<string>>();
  for (const { instance_path, shape } of found) {
    const names = known.get(instance_path) ?? new Set<string>();
    for (const name of [...shape.properties.keys(), ...shape.alternatives.map(({ tag }) => tag.name)])
      names.add(name);
    known.set(instance_path, names);
  }
  const all = found.flatMap(({ instance_path, shape, value, tag }) => {
    const at = instance_path.replaceAll(/\/\d+(?=\/|$)/g, "/[]");
    const names = known.get(instance_path)!;
    // What has no described field holds what people put into it.
    const isFree = names.size === 0 || shape.keywords.has("additionalProperties");
    const fields = isObject(value) && !isFree && tag === undefined ? Object.keys(value) : [];
    const isOpen = shape.values.length > 0 && !shape.closed && value !== null && value !== undefined;
    return [
      ...fields
        .filter((name) => !names.has(name))
        .map((name) => ({ at: `${at}/${name}`, says: "is a field that is not described", instance_path })),
      ...(isOpen && !shape.values.includes(value)
        ? [{ at, says: `has a value that is not described${nameWord(value)}`, instance_path }]
        : []),
    ];
  });
  // One line for all items of a list.
  return [...new Map(all.map((each) => [`${each.at} ${each.says}`, each])).values()];
}

/** A value, if it is a word such as names have. */
export const isWord = (value: unknown): value is string =>
  typeof value === "string" && /^[A-Za-z][\w.:-]{0,63}$/.test(value);

const nameWord = (value: unknown): string => (isWord(value) ? `: ${value}` : "");
