import type { JsonSchema, OpenApiDocument, Ref } from "../../scripts/description/document.js";
import { tryTo } from "../../src/try-to.js";
import { caseOf, type OperationCase } from "../contract/cases.js";
import { mediaTypeOf, type Exchange } from "../contract/exchange.js";
import { hide } from "../contract/hide-credentials.js";
import { declaredStatus } from "../contract/operation/declared-status.js";
import { decodePercent } from "../contract/operation/path-template.js";
import { oracleOf } from "../contract/oracle.js";
import { sampleOf, type Direction } from "../contract/values/sample.js";
import { change, isObject, shapeOf, visitBody, type Shape } from "../contract/values/shape.js";
import { isWord } from "./list-unknown.js";

/**
 * An exchange without secrets and without what is somebody's: every text, number and free key is replaced by one like
 * it, so that the description says of it what it said before. What a set of values lists, or could list, stays.
 */
export function redact(document: OpenApiDocument, exchange: Exchange): Exchange {
  const operation = caseOf(document, exchange.operationId);
  const { headers, response_headers, status } = exchange;
  const declared = operation && declaredStatus(operation.responses, status);
  const { headers: described = {}, content = {} } = operation?.responses[declared ?? ""] ?? {};
  const schema = content[mediaTypeOf(response_headers) ?? ""]?.schema;
  const answer = maskBody(document, schema, "response", exchange.response_body, (response_body) =>
    faultsOf(document, { ...exchange, response_body }, "response"),
  );
  const sent = maskBody(document, operation?.body?.schema, "request", exchange.request_body, (request_body) =>
    faultsOf(document, { ...exchange, request_body }, "request"),
  );
  const own = new Set(Object.keys(described).map((name) => name.toLowerCase()));
  return {
    ...exchange,
    url: maskUrl(operation, exchange.url),
    headers: mapValues(headers, (name, value) => (plain.has(name) ? value : hideAll(name, value))),
    text: exchange.text === undefined ? undefined : writeText(sent, exchange.text),
    request_body: sent,
    response_headers: mapValues(response_headers, (name, value) =>
      plain.has(name) ? value : own.has(name) ? maskText(value) : "(hidden)",
    ),
    response_text: writeText(answer, exchange.response_text),
    response_body: answer,
  };
}

/** Headers that tell nothing of anybody. */
const plain = new Set(
  "accept accept-encoding cache-control content-encoding content-type date retry-after user-agent vary".split(
    " ",
  ),
);

const hideAll = (name: string, value: string): string =>
  hide(name, value) === value ? "(hidden)" : hide(name, value);

const mapValues = (
  headers: Readonly<Record<string, string>>,
  map: (name: string, value: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, map(name, value)]));

const writeText = (body: unknown, text: string): string =>
  body === undefined ? (text === "" ? "" : "(hidden)") : JSON.stringify(body);

function maskUrl(operation: OperationCase | undefined, url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  const template = operation?.path.split("/").toReversed() ?? [];
  const segments = pathname.split("/").toReversed();
  const path = segments
    .map((segment, index) => {
      const isFixed = template[index] === segment || index >= template.length;
      return isFixed && operation !== undefined
        ? segment
        : encodeURIComponent(maskText(decodePercent(segment)));
    })
    .toReversed()
    .join("/");
  const query = [...searchParams].map(([name, value]) => [name, maskText(value)]);
  return `${origin}${path}${query.length === 0 ? "" : `?${new URLSearchParams(query)}`}`;
}

const faultsOf = (document: OpenApiDocument, exchange: Exchange, direction: Direction): Set<string> =>
  new Set(
    oracleOf(document)(exchange)
      .filter((each) => each.in === direction)
      .map(({ at }) => at),
  );

function maskBody(
  document: OpenApiDocument,
  schema: JsonSchema | Ref | undefined,
  direction: Direction,
  body: unknown,
  judge: (body: unknown) => Set<string>,
): unknown {
  const masked = mask(document, schema, body, "");
  if (schema === undefined || masked === undefined) return masked;
  const before = judge(body);
  const wrong = [...judge(masked)].filter((at) => !before.has(at));
  // A pattern, say, takes no mask: it gets what its schema takes.
  return wrong.reduce((all: unknown, at) => {
    const place = visitBody(document, schema, all).find((each) => each.instance_path === at);
    if (place === undefined) return all;
    const like = tryTo(() => sampleOf(document, place.schema, direction));
    return like === undefined ? all : setAt(all, at, like);
  }, masked);
}

/** Puts a value at a JSON pointer, which has the numbers of items and no trail's brackets. */
function setAt(body: unknown, at: string, value: unknown): unknown {
  const [key, ...rest] = at.split("/").slice(1);
  if (key === undefined) return value;
  const below = rest.map((step) => `/${step}`).join("");
  if (Array.isArray(body))
    return body.map((item: unknown, index) => (String(index) === key ? setAt(item, below, value) : item));
  return change(body, `/${key}`, (inner) => setAt(inner, below, value));
}

function mask(
  document: OpenApiDocument,
  schema: JsonSchema | Ref | undefined,
  value: unknown,
  name: string,
): unknown {
  const shape = schema && shapeOf(document, schema);
  if (typeof value === "string") {
    if (name === "request_id" && /^[\w-]{1,64}$/.test(value)) return value;
    const isListed =
      shape !== undefined && shape.values.length > 0 && (shape.values.includes(value) || isWord(value));
    return isListed ? value : maskText(value);
  }
  if (typeof value === "number") return name === "status_code" ? value : Number.isInteger(value) ? 0 : 0.5;
  if (Array.isArray(value))
    return value.map((item: unknown) => mask(document, shape?.items?.schema, item, ""));
  if (!isObject(value)) return value;
  const properties = propertiesOf(document, shape, value);
  const isFree = properties.size === 0;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], index) => [
      isFree || !(properties.has(key) || isWord(key)) ? `key_${index + 1}` : key,
      mask(document, properties.get(key)?.schema, inner, key),
    ]),
  );
}

/** The properties of an object, those of its kind among them. */
function propertiesOf(
  document: OpenApiDocument,
  shape: Shape | undefined,
  value: object,
): Shape["properties"] {
  const kind = shape?.alternatives.find(
    ({ tag }) => (value as Record<string, unknown>)[tag.name] === tag.value,
  );
  const own = kind && shapeOf(document, kind.schema).properties;
  return new Map([...(shape?.properties ?? []), ...(own ?? [])]);
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** A text with its length and its signs, and without what it says. Prefixes of ids stay, for they tell what it is. */
export function maskText(text: string): string {
  const nobody = "00000000-0000-4000-8000-000000000000";
  if (/^[a-z]+(?:-[a-z]+)*-$/.test(text.replace(uuid, "")) || text.replace(uuid, "") === "")
    return text.replaceAll(uuid, nobody);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text))
    return "2000-01-01T00:00:00Z";
  return text.replaceAll(/\p{Nd}/gu, "0").replaceAll(/[^\0-\x7f]|[A-Za-z]/gu, "x");
}
