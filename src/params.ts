import type { ParameterRule, Route } from "../generated/client.js";
import { ClientError } from "./errors.js";
import { writeJson } from "./json.js";
import { refuseMisplaced } from "./misplaced.js";
import { isPlain, nameKey, unknownKey } from "./options.js";
import { bare } from "./own.js";
import { readValue, scalarText, writeValue } from "./parameter-value.js";
import { tryTo } from "./try-to.js";

/** What a call gives, by where it goes. */
export interface Given {
  path: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  /** Checked and written. */
  header: Readonly<Record<string, string>>;
  session: Readonly<Record<string, string>>;
  body: unknown;
}

type Rules = Readonly<Record<string, ParameterRule>>;

/**
 * Splits the parameters of a method by where each goes. Where a body or a query could carry a key, an unknown one is
 * refused: a misspelt field must not vanish. Elsewhere further keys are ignored, so that a whole Member can be passed.
 */
export function splitParams(params: unknown = {}, route: Route): Omit<Given, "session"> {
  const { path, query, header, body } = route;
  if (query === undefined && header === undefined && body === undefined) {
    refuseMisplaced(params, Object.keys(path));
    return { path: pick(params, path), query: {}, header: {}, body: undefined };
  }
  const names = Object.keys({ ...path, ...query, ...header });
  const own = checkKeys("parameters", params, body ? [...names, ...(body.fields ?? ["body"])] : names);
  return {
    path: pick(own, path),
    query: pick(own, query),
    header: checkHeader(pick(own, header), header),
    body: body?.fields === undefined ? own["body"] : gather(own, body.fields, body.required),
  };
}

/** The fields that are given, as the body that they are of. */
function gather(
  own: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  is_required: boolean,
): object | undefined {
  const given = fields.filter((name) => own[name] !== undefined);
  const body = bare(Object.fromEntries(given.map((name) => [name, own[name]])));
  return is_required || given.length > 0 ? body : undefined;
}

/** A copy of a plain object that has no other keys than these, each read once. */
export function checkKeys(owner: string, value: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isPlain(value)) throw new ClientError("invalid_option", `The ${owner} must be a plain object.`);
  const copy: Record<string, unknown> = bare({});
  // A symbol is none of the names.
  for (const key of Reflect.ownKeys(value) as string[]) {
    if (!names.includes(key)) {
      const message = `${unknownKey(key)} in the ${owner}; it takes ${names.join(", ")}. Nothing was sent.`;
      throw new ClientError("invalid_option", message, nameKey(key));
    }
    copy[key] = Reflect.get(value, key);
  }
  return copy;
}

/** The own properties of an object that rules name. */
export function pick(value: unknown, rules: Rules = {}): Record<string, unknown> {
  const owner = Object(value) as Record<string, unknown>;
  const picked: Record<string, unknown> = bare({});
  for (const name of Object.keys(rules)) picked[name] = Object.hasOwn(owner, name) ? owner[name] : undefined;
  return picked;
}

/** Checks header parameters of an operation's own, and writes them. */
export function checkHeader(
  header: Readonly<Record<string, unknown>>,
  rules: Rules = {},
): Record<string, string> {
  return Object.fromEntries(
    listGiven(header, rules).map(([name, value]) => {
      const check = (item: unknown): string => {
        const text = checkScalar(name, item);
        if (Array.isArray(value) && (text === "" || text.includes(",")))
          refuse(name, "must have items that are not empty and have no comma, which would split them");
        return text;
      };
      const read = readValue(value, rules[name]!, check, (problem) => refuse(name, problem));
      if (typeof read === "object" && !Array.isArray(read))
        refuse(name, "must be no object, of which a header would have the values alone");
      const text = String(read);
      if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text))
        refuse(name, "must be visible ASCII characters, with spaces at most between them");
      return [name, text];
    }),
  );
}

/** Writes a query, each parameter as its style asks. */
export function serializeQuery({ query = {} }: Route, given: Readonly<Record<string, unknown>>): string {
  const taken = new Set(Object.keys(query));
  return (
    listGiven(given, query)
      .map(([name, value]) => {
        const rule = query[name]!;
        const { style = "form", explode = style === "form" } = rule;
        const read = readValue(
          value,
          rule,
          (item) => checkScalar(name, item),
          (problem) => refuse(name, problem),
        );
        // Spelled out, the keys of an object stand in the query as parameters do: one must not be read as another.
        const isSpelledOut = typeof read === "object" && !Array.isArray(read) && style === "form" && explode;
        for (const key of isSpelledOut ? Object.keys(read) : []) {
          if (key !== name && taken.has(key))
            refuse(name, "must have no key that another parameter of the query has");
          taken.add(key);
        }
        return writeValue(encodeURIComponent(name), read, style, explode);
      })
      .join("&")
      // The one character that openapi-fetch leaves alone and URL parsers do not.
      .replaceAll("'", "%27")
  );
}

/** The values that are given. Without one that the operation requires, it would be another call. */
function listGiven(
  values: Readonly<Record<string, unknown>>,
  rules: Rules,
): [name: string, value: unknown][] {
  const missing = Object.keys(rules).find((name) => rules[name]!.required && values[name] === undefined);
  if (missing !== undefined) refuse(missing, "is required");
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

function checkScalar(name: string, value: unknown): string {
  const text = scalarText(value);
  if (text === undefined)
    refuse(name, "must be text, a boolean or an exact number, or what holds these where it is described");
  if (tryTo(() => encodeURIComponent(text)) === undefined) refuse(name, "must not contain a lone surrogate");
  return text;
}

/** Writes a body as JSON; undefined where none is given and none is required. */
export function serializeBody({ body }: Route, given: unknown): string | undefined {
  if (given === undefined && body?.required !== true) return undefined;
  const text = given === undefined ? refuse("body", "is required") : writeJson(given);
  return (
    text ??
    refuse(
      "body",
      "must hold what JSON can: no function, symbol, bigint, hole or object of a class, no number that is not finite, not itself",
    )
  );
}

function refuse(name: string, problem: string): never {
  throw new ClientError("invalid_parameter", `${name} ${problem}. Nothing was sent.`, name);
}
