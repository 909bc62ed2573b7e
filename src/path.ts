import type { ParameterRule } from "../generated/client.js";
import { ClientError } from "./errors.js";
import { bare } from "./own.js";
import { readValue, scalarText, writeValue } from "./parameter-value.js";
import { tryTo } from "./try-to.js";

/** Characters that end or split a path, or that a URL parser, proxy or log would not leave alone. */
const refused = /[\p{Cc}\p{Cs}\p{White_Space}\uFEFF/\\?#;]/u;

type Rules = Readonly<Record<string, ParameterRule>>;
type Ids = Readonly<Record<string, unknown>>;

/**
 * Writes each id of a path, percent-encoded, in place of its name. Throws a ClientError for any that could change the
 * path.
 */
export function writeIds(rules: Rules, ids: Ids): Record<string, string> {
  return bare(
    Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, writeId(name, rule, ids[name])])),
  );
}

/** Fills a path template with ids as they are written. */
export function fillPath(template: string, written: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => written[name]!);
}

function writeId(name: string, rule: ParameterRule, id: unknown): string {
  const { type, style = "simple", explode = false } = rule;
  const check = (item: unknown): string =>
    checkId(name, type === undefined || typeof item === "string" ? item : (scalarText(item) ?? item));
  const read = readValue(id, rule, check, (problem) => raise(name, problem));
  if (typeof read !== "string") return writeValue(name, read, style, explode);
  const text = encodeURIComponent(read);
  return style === "label" ? `.${text}` : style === "matrix" ? `;${name}=${text}` : text;
}

function checkId(name: string, id: unknown): string {
  const problem = findProblem(id);
  return problem === undefined ? (id as string) : raise(name, problem);
}

function raise(name: string, problem: string): never {
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
  ids: Ids,
  written: Readonly<Record<string, string>>,
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
      const [id, segment_built = ""] = [ids[name], segments[index]];
      const decoded = tryTo(() => decodeURIComponent(segment_built));
      return (
        segment_built !== "" &&
        segment_built === written[name] &&
        // Its style may have put something before it.
        (typeof id !== "string" || decoded?.endsWith(id) === true)
      );
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
