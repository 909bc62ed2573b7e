import { ClientError } from "./errors.js";

/** Characters that end or split a path, or that a URL parser, proxy or log would not leave alone. */
const refused = /[\p{Cc}\p{Cs}\p{White_Space}\uFEFF/\\?#;]/u;

/** The names in a path template, in order. */
export function parameterNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

/** Writes the percent-encoded ids into a path template. Throws a ClientError for any id that could change the path. */
export function fillPath(template: string, ids: Readonly<Record<string, string>>): string {
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
  // Percent-encoding cannot help against these two: URL parsers fold dot segments however they are spelled.
  const decoded = decodeEscapes(id);
  if (decoded === "." || decoded === "..") {
    return `must not be a dot segment ("." or ".."), which would address another resource`;
  }
  if (refused.test(decoded)) {
    return "must not contain a control character, white space, a lone surrogate, or any of / \\ ? # ;";
  }
  return undefined;
}

/** Undoes the percent-encoding of ASCII to the end: a proxy on the way may decode a path more than once. */
function decodeEscapes(id: string): string {
  const decoded: string[] = [];
  for (const unit of id.split("")) {
    decoded.push(unit);
    while (/^%[0-7][0-9a-f]$/i.test(decoded.slice(-3).join(""))) {
      decoded.push(String.fromCharCode(parseInt(decoded.splice(-3).slice(1).join(""), 16)));
    }
  }
  return decoded.join("");
}

/** Compares a finished URL with what it was built from, segment by segment, and throws a ClientError unless they agree. */
export function verifyUrl(
  url: string,
  base_url: string,
  template: string,
  ids: Readonly<Record<string, string>>,
): void {
  const { origin, pathname, search, hash, username, password } = new URL(url);
  const base = new URL(base_url);
  const prefix = base.pathname.replace(/\/+$/, "").split("/");
  const segments = pathname.split("/");
  const expected = template.split("/").slice(1);
  const agrees =
    origin === base.origin &&
    search + hash + username + password === "" &&
    segments.length === prefix.length + expected.length &&
    prefix.every((segment, index) => segment === segments[index]) &&
    expected.every((segment, index) => {
      const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
      return decodeURIComponent(segments[prefix.length + index]!) === (name === undefined ? segment : ids[name]);
    });
  if (!agrees) {
    throw new ClientError(
      "invalid_path_parameter",
      `The URL built for ${template} does not address it. Nothing was sent.`,
    );
  }
}
