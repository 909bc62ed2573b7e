import { serializeArrayParam, serializeObjectParam } from "openapi-fetch";
import type { ParameterRule } from "../generated/client.js";
import { ClientError } from "./errors.js";
import { isPlain } from "./options.js";
import { bare } from "./own.js";
import { tryTo } from "./try-to.js";

/** Characters that end or split a path, or that a URL parser, proxy or log would not leave alone. */
const refused = /[\p{Cc}\p{Cs}\p{White_Space}\uFEFF/\\?#;]/u;

type Rules = Readonly<Record<string, ParameterRule>>;
type Ids = Readonly<Record<string, unknown>>;

/** Writes the percent-encoded ids into a path template. Throws a ClientError for any id that could change the path. */
export function fillPath(template: string, rules: Rules, ids: Ids): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => writeId(name, rules[name] ?? {}, ids[name]));
}

function writeId(
  name: string,
  { type, style = "simple", explode = false }: ParameterRule,
  id: unknown,
): string {
  const options = bare({ style: style as "simple", explode });
  const check = (item: unknown): string => checkId(name, type === undefined ? item : toText(item));
  if (type !== undefined && Array.isArray(id) && id.length > 0)
    return serializeArrayParam(name, id.map(check), options);
  if (type !== undefined && isPlain(id)) {
    const entries = Object.entries(id).map(([key, item]) => [check(key), check(item)]);
    return serializeObjectParam(name, Object.fromEntries(entries) as Record<string, unknown>, options);
  }
  const text = encodeURIComponent(check(id));
  return style === "label" ? `.${text}` : style === "matrix" ? `;${name}=${text}` : text;
}

/** A number or a boolean as text; anything else as it is. */
function toText(value: unknown): unknown {
  return typeof value === "boolean" || Number.isFinite(value) ? String(value) : value;
}

function checkId(name: string, id: unknown): string {
  const problem = findProblem(id);
  if (problem === undefined) return id as string;
  throw new ClientError("invalid_path_parameter", `${name} ${problem}. Nothing was sent.`, name);
}

function findProblem(id: unknown): string | undefined {
  if (typeof id !== "string") return `must be a string, and is ${id === null ? "null" : typeof id}`;
  if (id === "") return "must not be empty";
  const decoded = id.includes("%") ? decodeEscapes(id) : id;
  // Percent-encoding cannot help against these two: URL parsers fold dot segments however they are spelled.
  if (decoded === "." || decoded === "..") {
    return `must not be a dot segment ("." or ".."), which would address another resource`;
  }
  if (refused.test(id) || refused.test(decoded)) {
    return "must not contain a control character, white space, a lone surrogate, or any of / \\ ? # ;";
  }
  return undefined;
}

/** Undoes percent-encoding to the end: a proxy on the way may decode a path more than once. */
function decodeEscapes(id: string): string {
  const decoded: number[] = [];
  for (const byte of new TextEncoder().encode(id)) {
    decoded.push(byte);
    for (let escape; (escape = /%([0-9a-f]{2})/i.exec(String.fromCharCode(...decoded.slice(-3))));) {
      decoded.splice(-3, 3, parseInt(escape[1]!, 16));
    }
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(decoded));
}

/** Compares a finished URL with what it was built from, segment by segment, and throws a ClientError unless they agree. */
export function verifyUrl(
  finished: string,
  base_url: string,
  template: string,
  rules: Rules,
  ids: Ids,
  search: string,
): void {
  const tail = search === "" ? "" : `?${search}`;
  const url = tail === "" ? finished : finished.slice(0, -tail.length);
  const segments = url.slice(base_url.length).split("/");
  const expected = template.split("/");
  const agrees =
    finished.endsWith(tail) &&
    isNormal(url, tail) &&
    url.startsWith(base_url) &&
    segments.length === expected.length &&
    expected.every((segment, index) => {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      if (name === undefined) return segments[index] === segment;
      const rule = rules[name] ?? {};
      return Object.keys(rule).length === 0
        ? tryTo(() => decodeURIComponent(segments[index]!)) === ids[name]
        : segments[index] === writeId(name, rule, ids[name]);
    });
  if (!agrees) {
    throw new ClientError(
      "invalid_path_parameter",
      `The URL built for ${template} does not address it. Nothing was sent.`,
    );
  }
}

/** An origin, a path and a query in the spelling that every URL parser arrives at, so that all read the same. */
function isNormal(url: string, tail: string): boolean {
  const parsed = tryTo(() => new URL(url + tail));
  return parsed !== undefined && url === parsed.origin + parsed.pathname && parsed.search === tail;
}
