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
  const check = (item: unknown): string =>
    checkId(name, type === undefined ? item : (scalarText(item) ?? item));
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

/** Compares a finished URL with what it was built from, part by part, and throws a ClientError unless they agree. */
export function verifyUrl(
  finished: string,
  base_url: string,
  template: string,
  ids: Ids,
  written: Readonly<Record<string, string>>,
  search: string,
): void {
  const end = addresses(finished, base_url, template, ids, written);
  const tail = search === "" ? "" : `?${search}`;
  if (finished.slice(end) === tail && isNormal(finished)) return;
  throw new ClientError(
    "invalid_path_parameter",
    `The URL built for ${template} does not address it. Nothing was sent.`,
  );
}

/** Where a URL's path ends, if it is what the template says. */
function addresses(
  url: string,
  base_url: string,
  template: string,
  ids: Ids,
  written: Readonly<Record<string, string>>,
): number | undefined {
  if (!url.startsWith(base_url)) return undefined;
  let end = base_url.length;
  for (const { text, name } of readTemplate(template)) {
    const part = name === undefined ? text : written[name];
    if (part === undefined || !url.startsWith(part, end)) return undefined;
    if (name !== undefined && !says(part, ids[name])) return undefined;
    end += part.length;
  }
  return end;
}

/** Whether a segment is the id that was given. Its style may have put something before it. */
function says(segment: string, id: unknown): boolean {
  if (segment === "" || segment.includes("/")) return false;
  return typeof id !== "string" || tryTo(() => decodeURIComponent(segment))?.endsWith(id) === true;
}

/** A text of a path template, or a name in its braces, which fill a segment. */
interface Part {
  text: string;
  name: string | undefined;
}

const templates = new Map<string, readonly Part[]>();

function readTemplate(template: string): readonly Part[] {
  const known = templates.get(template);
  if (known !== undefined) return known;
  const texts = template.split(/(?<=\/)\{([^{}]+)\}(?=\/|$)/);
  const read = texts.map((text, index) => ({ text, name: index % 2 === 1 ? text : undefined }));
  templates.set(template, read);
  return read;
}

/** The one spelling at which every URL parser arrives, so that all read the same. */
function isNormal(url: string): boolean {
  return tryTo(() => new URL(url).href) === url;
}
