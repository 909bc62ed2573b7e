import type { OpenApiDocument } from "../../scripts/description/document.js";
import type { OperationCase } from "../contract/cases.js";
import { mediaTypeOf, type Exchange } from "../contract/exchange.js";
import { isObject, visitBody, type Home } from "../contract/values/shape.js";
import type { Finding } from "./finding.js";
import { pointerTo } from "./pointer-to.js";

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
export function listUnknown(
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
  const news = (at: string, says: string, pointer: string[]): Finding => ({
    kind: "news",
    at,
    says,
    pointer,
  });
  return [
    ...strange.map((name) => news(name, "is a header that is not described", [...at_answer, "headers"])),
    ...(Object.keys(content).length === 0 && response_text !== ""
      ? [news("body", "is there, and none is described", at_answer)]
      : []),
    ...(media === undefined ? [] : listUnknownInside(document, media.schema, response_body)).map(
      ({ at, says, home }) => news(at, says, pointerTo([...at_answer, "content", type!, "schema"], home)),
    ),
  ];
}

function listUnknownInside(
  document: OpenApiDocument,
  schema: Parameters<typeof visitBody>[1],
  body: unknown,
): { at: string; says: string; home: Home }[] {
  const found = visitBody(document, schema, body);
  const known = new Map<string, Set<string>>();
  for (const { instance_path, shape } of found) {
    const names = known.get(instance_path) ?? new Set<string>();
    for (const name of [...shape.properties.keys(), ...shape.alternatives.map(({ tag }) => tag.name)])
      names.add(name);
    known.set(instance_path, names);
  }
  const all = found.flatMap(({ instance_path, shape, value, tag, home }) => {
    const at = instance_path.replaceAll(/\/\d+(?=\/|$)/g, "/[]");
    const names = known.get(instance_path)!;
    // What has no described field holds what people put into it.
    const isFree = names.size === 0 || shape.keywords.has("additionalProperties");
    const fields = isObject(value) && !isFree && tag === undefined ? Object.keys(value) : [];
    const isOpen = shape.values.length > 0 && !shape.closed && value !== null && value !== undefined;
    return [
      ...fields
        .filter((name) => !names.has(name))
        .map((name) => ({ at: `${at}/${name}`, says: "is a field that is not described", home })),
      ...(isOpen && !shape.values.includes(value)
        ? [{ at, says: `has a value that is not described${nameWord(value)}`, home }]
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
