import { ClientError } from "./errors.js";
import { tryTo } from "./try-to.js";

/** Characters that end or split a path, or that a URL parser, proxy or log would not leave alone. */
const refused = /[\p{Cc}\p{Cs}\p{White_Space}\uFEFF/\\?#;]/u;

/** The names in a path template, in order. */
export function parameterNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

/** Writes the percent-encoded ids into a path template. Throws a ClientError for any id that could change the path. */
export function fillPath(template: string, ids: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(checkId(name, ids[name])));
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
  url: string,
  base_url: string,
  template: string,
  ids: Readonly<Record<string, unknown>>,
): void {
  const segments = url.slice(base_url.length).split("/");
  const expected = template.split("/");
  const agrees =
    isNormal(url) &&
    url.startsWith(base_url) &&
    segments.length === expected.length &&
    expected.every((segment, index) => {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      return name === undefined
        ? segments[index] === segment
        : tryTo(() => decodeURIComponent(segments[index]!)) === ids[name];
    });
  if (!agrees) {
    throw new ClientError(
      "invalid_path_parameter",
      `The URL built for ${template} does not address it. Nothing was sent.`,
    );
  }
}

/** An origin and a path in the spelling that every URL parser arrives at, so that all read the same. */
function isNormal(url: string): boolean {
  return url === tryTo(() => new URL(url).origin + new URL(url).pathname);
}
