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
  const written: Record<string, string> = bare({});
  for (const name of Object.keys(rules)) written[name] = writeId(name, rules[name]!, ids[name]);
  return written;
}

/** Fills a path template with ids as they are written. */
export function fillPath(template: string, written: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => written[name]!);
}

function writeId(name: string, rule: ParameterRule, id: unknown): string {
  const { type, style = "simple", explode = false } = rule;
  if (typeof id === "string" && style === "simple") return encodeURIComponent(checkId(name, id));
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
  const path = finished.slice(base_url.length, finished.length - tail.length);
  const agrees =
    finished.startsWith(base_url) &&
    finished.endsWith(tail) &&
    isNormal(finished) &&
    addresses(path, template, ids, written);
  if (!agrees) {
    throw new ClientError(
      "invalid_path_parameter",
      `The URL built for ${template} does not address it. Nothing was sent.`,
    );
  }
}

/** The one spelling at which every URL parser arrives, so that all read the same. */
function isNormal(url: string): boolean {
  return tryTo(() => new URL(url).href) === url;
}

/** A segment of a path template: a text, or the name in its braces. */
interface Segment {
  text: string;
  name: string | undefined;
}

const templates = new Map<string, readonly Segment[]>();

function readTemplate(template: string): readonly Segment[] {
  const known = templates.get(template);
  if (known !== undefined) return known;
  const read = template.split("/").map((text) => ({ text, name: /^\{([^{}]+)\}$/.exec(text)?.[1] }));
  templates.set(template, read);
  return read;
}

function addresses(
  path: string,
  template: string,
  ids: Ids,
  written: Readonly<Record<string, string>>,
): boolean {
  const segments = path.split("/");
  const expected = readTemplate(template);
  if (segments.length !== expected.length) return false;
  return expected.every(({ text, name }, index) => {
    const segment = segments[index]!;
    if (name === undefined) return segment === text;
    const id = ids[name];
    return (
      segment !== "" &&
      segment === written[name] &&
      // Its style may have put something before it.
      (typeof id !== "string" || tryTo(() => decodeURIComponent(segment))?.endsWith(id) === true)
    );
  });
}
