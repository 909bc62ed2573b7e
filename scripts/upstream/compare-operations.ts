import {
  deref,
  listOperations,
  type JsonSchema,
  type MediaType,
  type OpenApiDocument,
  type Operation,
} from "../description/document.js";
import { readShape, type Shape } from "./read-shape.js";

export interface Difference {
  /** Method and path, as we have them. */
  operation: string;
  kind: "only here" | "only there" | "required here" | "required there" | "typed otherwise";
  /** Where it stands in the operation, such as `200 body/member/roles/[]/role_id`. */
  place: string;
  what: string;
}

/** One thing that an operation says, with what belongs to it. The keys of these go on with its place. */
interface Part {
  required?: boolean;
  facts?: Record<string, string>;
  schema?: JsonSchema;
  inner?: Record<string, Part>;
}

type Found = Omit<Difference, "operation">;

/**
 * Compares each operation of a document, `here`, with the one that another has for the same method and path, and where
 * they are served. Names of operations, schemas and path parameters do not count, nor how schemas are split. What is
 * missing is told without its own parts.
 */
export function compareOperations(here: OpenApiDocument, there: OpenApiDocument): Difference[] {
  const others = new Map(listOperations(there).map((each) => [keyOf(there, each), each]));
  const all = listOperations(here).map((each) => {
    const operation = `${each.method.toUpperCase()} ${each.path}`;
    const other = others.get(keyOf(here, each));
    const names = namesIn(each.path);
    const one = readOperation(here, each.operation, names, names);
    const two = other && readOperation(there, other.operation, namesIn(other.path), names);
    return { operation, found: compareParts("", one, two, []) };
  });
  const served = compareParts("", readServers(here), readServers(there), []);
  return [{ operation: "every operation", found: served }, ...all].flatMap(({ operation, found }) =>
    found.map((difference) => ({ operation, ...difference })),
  );

  function compareParts(
    place: string,
    one: Part | undefined,
    other: Part | undefined,
    above: string[],
  ): Found[] {
    if (one === undefined || other === undefined) {
      const what = one ? describe(here, one) : describe(there, other!);
      return [{ kind: one ? "only here" : "only there", place, what }];
    }
    const [mine, theirs] = [readPart(here, one), readPart(there, other)];
    // What holds itself is compared once.
    const pair = JSON.stringify([mine.inner, theirs.inner]);
    const keys = above.includes(pair) ? [] : [mine, theirs].flatMap(({ inner }) => Object.keys(inner));
    const is_required = one.required ?? false;
    return [
      ...(is_required === (other.required ?? false)
        ? []
        : [{ kind: is_required ? "required here" : "required there", place, what: "" } as const]),
      ...compareFacts(place, mine.facts, theirs.facts),
      ...compareValues(place, mine, theirs),
      ...[...new Set(keys)].flatMap((key) =>
        compareParts(`${place}${key}`.trim(), mine.inner[key], theirs.inner[key], [...above, pair]),
      ),
    ];
  }
}

const readServers = ({ servers = [] }: OpenApiDocument): Part => ({
  inner: Object.fromEntries(servers.map(({ url }) => [` server ${url.replace(/\/$/, "")}`, {}])),
});

/** Method and path, without the names of its parameters, as a request to the first server has them. */
function keyOf({ servers }: OpenApiDocument, { method, path }: { method: string; path: string }): string {
  const { pathname } = new URL(servers?.[0]?.url ?? "", "http://host");
  return `${method} ${pathname.replace(/\/$/, "")}${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);

/** `own` are the names of the path's parameters, and `known` those that it has here. */
function readOperation(
  document: OpenApiDocument,
  operation: Operation,
  own: string[],
  known: string[],
): Part {
  const parameters = (operation.parameters ?? []).map((given): [string, Part] => {
    const { in: kind, name, required = false, schema, ...rest } = deref(document, given);
    const shown =
      kind === "path" ? (known[own.indexOf(name)] ?? name) : kind === "header" ? name.toLowerCase() : name;
    const { style, explode, deprecated } = rest;
    const usual = kind === "query" || kind === "cookie" ? "form" : "simple";
    const facts = tell({
      style: style === usual ? undefined : style,
      explode: explode === ((style ?? usual) === "form") ? undefined : explode,
      deprecated: deprecated === true ? true : undefined,
    });
    return [` ${kind} ${shown}`, { required, facts, schema: schema ?? firstSchema(rest["content"]) ?? {} }];
  });
  const body = operation.requestBody && deref(document, operation.requestBody);
  const answers = Object.entries(operation.responses).map(([status, given]): [string, Part] => {
    const { headers = {}, content } = deref(document, given);
    const told = Object.entries(headers).map(([name, header]): [string, Part] => {
      const { required = false, schema } = deref(document, header);
      return [` header ${name.toLowerCase()}`, { required, schema: schema ?? {} }];
    });
    return [` ${status}`, { inner: { ...Object.fromEntries(told), ...readContent(content) } }];
  });
  return {
    facts: tell({
      security: describeSecurity(document, operation.security ?? document.security ?? []),
      deprecated: operation["deprecated"] === true ? true : undefined,
    }),
    inner: Object.fromEntries([
      ...parameters,
      ...(body ? [[" request", { required: body.required ?? false, inner: readContent(body.content) }]] : []),
      ...answers,
    ]) as Record<string, Part>,
  };
}

/** Bodies that a schema is said of: JSON by no name of its own. */
function readContent(content: Record<string, MediaType> = {}): Record<string, Part> {
  const bodies = Object.entries(content).filter(([, { schema }]) => schema !== undefined);
  return Object.fromEntries(
    bodies.map(([type, { schema }]) => [
      /^application\/json *(?:;|$)/i.test(type) ? " body" : ` body ${type}`,
      { schema: schema as JsonSchema },
    ]),
  );
}

const firstSchema = (content: unknown): JsonSchema | undefined =>
  Object.values(Object(content) as Record<string, { schema?: JsonSchema }>)[0]?.schema;

/** Which kinds of credentials a request may have, whatever they are called. */
function describeSecurity(
  { components }: OpenApiDocument,
  allowed: NonNullable<Operation["security"]>,
): string {
  const kinds = allowed.map((together) =>
    Object.entries(together)
      .map(([name, scopes]) => {
        const { type, scheme, in: place, name: key } = components.securitySchemes?.[name] ?? {};
        return [type, scheme, place, key, ...scopes].filter(Boolean).join(" ").toLowerCase() || "none";
      })
      .join(" and "),
  );
  return (
    kinds
      .map((kind) => kind || "none")
      .toSorted()
      .join(" or ") || "none"
  );
}

const tell = (facts: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );

/** A part with all that its schema says. */
function readPart(
  document: OpenApiDocument,
  { facts = {}, schema, inner = {} }: Part,
): Pick<Shape, "values" | "isOpen" | "facts"> & { inner: Record<string, Part> } {
  if (schema === undefined) return { facts, inner, values: [], isOpen: true };
  const shape = readShape(document, schema);
  const { types } = shape;
  const isNullable = types !== undefined && types.length > 1 && types.includes("null");
  const type = types?.filter((each) => !isNullable || each !== "null").toSorted();
  const own = { type: type?.join(" or ") ?? "any", ...(isNullable && { null: "allowed" }) };
  const held = Object.entries(shape.inner).map(([key, part]): [string, Part] => [
    key,
    { schema: part, required: shape.required.includes(key) },
  ]);
  return { ...shape, inner: Object.fromEntries(held), facts: { ...facts, ...own, ...shape.facts } };
}

function describe(document: OpenApiDocument, part: Part): string {
  const { type } = readPart(document, part).facts;
  return [...(type === undefined ? [] : [type]), ...(part.required === true ? ["required"] : [])].join(", ");
}

function compareFacts(place: string, here: Shape["facts"], there: Shape["facts"]): Found[] {
  const keys = [...new Set([here, there].flatMap(Object.keys))].filter((key) => here[key] !== there[key]);
  return keys.map((key) => ({
    kind: "typed otherwise",
    place,
    what: `${key}: ${here[key] ?? "none"} here, ${there[key] ?? "none"} there`,
  }));
}

type Values = Pick<Shape, "values" | "isOpen">;

function compareValues(place: string, here: Values, there: Values): Found[] {
  const describeList = ({ isOpen }: Values): string => `a ${isOpen ? "list" : "closed list"} of values`;
  if (here.values.length === 0 && there.values.length === 0) return [];
  if (there.values.length === 0) return [{ kind: "only here", place, what: describeList(here) }];
  if (here.values.length === 0) return [{ kind: "only there", place, what: describeList(there) }];
  const missing = (kind: Found["kind"], from: Values, to: Values): Found[] =>
    from.values
      .filter((value) => !to.values.includes(value))
      .map((value) => ({ kind, place, what: `the value ${value}` }));
  const tellOpen = ({ isOpen }: Values): Shape["facts"] => ({ "other values": isOpen ? "allowed" : "none" });
  return [
    ...missing("only here", here, there),
    ...missing("only there", there, here),
    ...compareFacts(place, tellOpen(here), tellOpen(there)),
  ];
}
