import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Ref,
} from "../../../scripts/description/document.js";

export const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a schema allows, with its references followed and its `allOf` and `anyOf` taken together. */
export interface Shape {
  /** The references that were followed. */
  refs: string[];
  types: Set<string>;
  properties: Map<string, Property>;
  items: Child | undefined;
  /** The kinds of objects that it may be, each known by its tag. */
  alternatives: Alternative[];
  /** The known values of a set. */
  values: unknown[];
  /** No other value is allowed. */
  closed: boolean;
  /** Its keywords that a value can violate, but for `required`, which is about the object around it. */
  keywords: Set<string>;
  /** Those keywords and what they say, where a value has to satisfy all of them. */
  asserted: Readonly<Record<string, unknown>>;
  /** The first of the schema's own examples. */
  example: unknown;
  /** Stands in requests, or in answers, alone. */
  only_in: "request" | "response" | undefined;
}

interface Child {
  schema: JsonSchema | Ref;
  /** The component in which it is written; undefined where that is the one that was asked about. */
  owner: string | undefined;
}

interface Property extends Child {
  required: boolean;
}

/** A property and the value of it that one kind of objects has (OpenAPI's `discriminator`). */
export interface Tag {
  name: string;
  value: string;
}

interface Alternative {
  tag: Tag;
  schema: Ref;
  /** The keyword that says no to an object without a known tag; undefined where such an object is allowed too. */
  refuses: "oneOf" | "anyOf" | undefined;
}

interface Own extends JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema | Ref>;
  required?: string[];
  items?: JsonSchema | Ref;
  enum?: unknown[];
  allOf?: (JsonSchema | Ref)[];
  anyOf?: (JsonSchema | Ref)[];
  oneOf?: (JsonSchema | Ref)[];
  examples?: unknown[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
}

const shapes = new WeakMap<OpenApiDocument, WeakMap<object, Shape>>();

export function shapeOf(document: OpenApiDocument, schema: JsonSchema | Ref): Shape {
  const known = shapes.get(document) ?? new WeakMap<object, Shape>();
  shapes.set(document, known);
  const shape = known.get(schema) ?? mergeShape(document, schema, undefined, []);
  known.set(schema, shape);
  return shape;
}

function mergeShape(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  owner: string | undefined,
  way: readonly string[],
): Shape {
  const ref = (schema as Partial<Ref>).$ref;
  if (ref !== undefined && way.includes(ref)) return { ...nothing, refs: [ref] };
  const own = deref(document, schema) as Own;
  const home = ref === undefined ? owner : componentOf(ref);
  const merge = (part: JsonSchema | Ref): Shape =>
    mergeShape(document, part, home, ref === undefined ? way : [...way, ref]);
  const all = (own.allOf ?? []).map(merge);
  const any = [...(own.anyOf ?? []), ...(own.oneOf ?? [])].map(merge);
  const some = any.filter((part) => [...part.types].join() !== "null");
  // Which of several kinds of objects stands in a place, only its value tells.
  const isUnion = some.filter((part) => part.properties.size > 0).length > 1;
  const parts = [...all, ...(isUnion ? any.map(withoutInside) : any)];
  const required = new Set(own.required);
  const inherited = parts.flatMap((part) => [...part.properties]);
  const written = Object.entries(own.properties ?? {}).map(
    ([name, property]) => [name, { schema: property, required: required.has(name), owner: home }] as const,
  );
  const properties = new Map([
    ...inherited.map(
      ([name, each]) => [name, { ...each, required: each.required || required.has(name) }] as const,
    ),
    ...written,
  ]);
  const assertions = Object.fromEntries(listAssertions(own).map((keyword) => [keyword, own[keyword]]));
  return {
    refs: [...(ref === undefined ? [] : [ref]), ...parts.flatMap((part) => part.refs)],
    types: new Set([...[own.type ?? []].flat(), ...parts.flatMap((part) => [...part.types])]),
    properties,
    items:
      own.items === undefined
        ? parts.find((part) => part.items !== undefined)?.items
        : { schema: own.items, owner: home },
    alternatives: [...(isUnion ? listAlternatives(own) : []), ...parts.flatMap((part) => part.alternatives)],
    values: [...(own.enum ?? []), ...parts.flatMap((part) => part.values)],
    closed:
      own.enum !== undefined ||
      all.some((part) => part.closed) ||
      (some.length > 0 && some.every((part) => part.closed)),
    keywords: new Set([
      ...Object.keys(assertions),
      ...parts.flatMap((part) => [...part.keywords]).filter((keyword) => !isUnion || keyword === "type"),
    ]),
    asserted: Object.assign(
      {},
      ...[...all, ...(some.length === 1 ? some : [])].map((part) => part.asserted),
      assertions,
    ),
    example: own.examples?.[0],
    only_in: own["writeOnly"] === true ? "request" : own["readOnly"] === true ? "response" : undefined,
  };
}

const nothing: Shape = {
  refs: [],
  types: new Set(),
  properties: new Map(),
  items: undefined,
  alternatives: [],
  values: [],
  closed: false,
  keywords: new Set(),
  asserted: {},
  example: undefined,
  only_in: undefined,
};

const withoutInside = (shape: Shape): Shape => ({
  ...shape,
  refs: [],
  properties: new Map(),
  items: undefined,
  alternatives: [],
});

function listAlternatives({ discriminator, oneOf = [], anyOf = [] }: Own): Alternative[] {
  if (discriminator === undefined) return [];
  const { propertyName: name, mapping = {} } = discriminator;
  const all = [...oneOf, ...anyOf];
  const isClosed = all.every(({ $ref, type }: JsonSchema) => $ref !== undefined || type === "null");
  const refuses = !isClosed ? undefined : oneOf.length > 0 ? "oneOf" : "anyOf";
  return all.flatMap((schema) => {
    const { $ref } = schema as Partial<Ref>;
    if ($ref === undefined) return [];
    const own = componentOf($ref);
    const mapped = Object.keys(mapping).find((value) => [$ref, own].includes(mapping[value]!));
    return [{ tag: { name, value: mapped ?? own }, schema: { $ref }, refuses }];
  });
}

const componentOf = (ref: string): string => ref.split("/").at(-1)!;

/** Keywords that no value violates, that lead to other schemas, or that have a criterion of their own. */
const elsewhere = new Set(
  (
    "title description examples example default deprecated readOnly writeOnly externalDocs discriminator xml $comment " +
    "$ref allOf anyOf oneOf items properties required enum"
  ).split(" "),
);

/** The keywords of a schema that say no to some value: all that are not known to do otherwise. */
export function listAssertions(schema: object): string[] {
  return Object.entries(schema)
    .filter(([keyword, value]) => !(keyword === "additionalProperties" && value === true))
    .map(([keyword]) => keyword)
    .filter((keyword) => !elsewhere.has(keyword) && !keyword.startsWith("x-"));
}

/** Where something is written: in a component, or in no component but the body's own schema. */
export interface Home {
  owner: string | undefined;
  /** From the component's or the body's root down: `/roles/[]`. */
  trail: string;
}

/** A place in a body that a schema describes: `/member/roles/[]/role_id`. */
export interface Place {
  trail: string;
  /** Set where the place is that of the place above it, for the objects that have this tag. */
  tag: Tag | undefined;
  schema: JsonSchema | Ref;
  shape: Shape;
  /** Undefined for a body and for the items of an array. */
  property: { name: string; required: boolean } | undefined;
  /** Where it is written that there is such a place. */
  holder: Home;
  /** Where it is written what values it takes: elsewhere, when a reference leads there. */
  home: Home;
}

/** Every place that a schema describes, from the body down. What holds itself is not entered a second time. */
export function listPlaces(document: OpenApiDocument, schema: JsonSchema | Ref): Place[] {
  const known = places.get(document) ?? new WeakMap<object, Place[]>();
  places.set(document, known);
  const root = { owner: undefined, trail: "" };
  const found =
    known.get(schema) ?? walk(document, placeOf(document, schema, "", root, undefined, undefined), []);
  known.set(schema, found);
  return found;
}

const places = new WeakMap<OpenApiDocument, WeakMap<object, Place[]>>();

function walk(document: OpenApiDocument, place: Place, way: readonly string[]): Place[] {
  const { refs } = place.shape;
  if (refs.some((ref) => way.includes(ref))) return [place];
  return [place, ...stepsFrom(document, place).flatMap(({ to }) => walk(document, to, [...way, ...refs]))];
}

/** From a place to one below it. */
interface Step {
  key: string;
  to: Place;
}

const steps = new WeakMap<Place, Step[]>();

function stepsFrom(document: OpenApiDocument, place: Place): Step[] {
  const known =
    steps.get(place) ??
    listChildren(place).map(({ key, tag, schema, holder, property }) => ({
      key,
      to: placeOf(document, schema, `${place.trail}/${key}`, holder, property, tag),
    }));
  steps.set(place, known);
  return known;
}

function placeOf(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  trail: string,
  holder: Home,
  property: Place["property"],
  tag: Tag | undefined,
): Place {
  const shape = shapeOf(document, schema);
  const [ref] = shape.refs;
  return {
    trail,
    tag,
    schema,
    shape: tag === undefined ? shape : withoutTag(shape, tag),
    property,
    holder,
    home: ref === undefined ? holder : { owner: componentOf(ref), trail: "" },
  };
}

/** What another type or another tag does to a value is told of the place above. */
function withoutTag(shape: Shape, { name }: Tag): Shape {
  const properties = new Map(shape.properties);
  properties.delete(name);
  const keywords = new Set(shape.keywords);
  keywords.delete("type");
  return { ...shape, types: new Set(), properties, keywords };
}

interface PlaceChild {
  key: string;
  tag: Tag | undefined;
  schema: JsonSchema | Ref;
  holder: Home;
  property: Place["property"];
}

/** The places one step below another. */
function listChildren({ shape, home }: Place): PlaceChild[] {
  const below = (owner: string | undefined, key: string): Home =>
    owner === undefined ? { ...home, trail: `${home.trail}/${key}` } : { owner, trail: `/${key}` };
  const { items } = shape;
  return [
    ...(items === undefined
      ? []
      : [
          {
            key: "[]",
            tag: undefined,
            schema: items.schema,
            holder: below(items.owner, "[]"),
            property: undefined,
          },
        ]),
    ...shape.alternatives.map(({ tag, schema }) => ({
      key: keyOf(tag),
      tag,
      schema,
      holder: home,
      property: undefined,
    })),
    ...[...shape.properties].map(([name, { schema, required, owner }]) => ({
      key: escapeKey(name),
      tag: undefined,
      schema,
      holder: below(owner, escapeKey(name)),
      property: { name, required },
    })),
  ];
}

/** A value in a body, or a property that it lacks, with the place that describes it. */
export interface Found extends Place, Value {}

/** Everything in a body that a schema describes, as deep as the body goes. */
export function visitBody(document: OpenApiDocument, schema: JsonSchema | Ref, body: unknown): Found[] {
  const found: Found[] = [];
  const visit = (place: Place, instance_path: string, value: unknown): void => {
    // Copied by name, as a spread takes fifty times as long.
    const { trail, tag, schema: own, shape, property, holder, home } = place;
    found.push({ trail, tag, schema: own, shape, property, holder, home, instance_path, value });
    if (value === undefined) return;
    for (const { key, to } of stepsFrom(document, place))
      for (const each of valuesBelow({ instance_path, value }, key))
        visit(to, each.instance_path, each.value);
  };
  visit(listPlaces(document, schema)[0]!, "", body);
  return found;
}

/** A property's name as a step of a trail, which is one of a JSON pointer too. */
export const escapeKey = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The name of the property that a step of a trail stands for. */
export const unescapeKey = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");

/** The step to what has a tag. No property's name has these signs, escaped as it is. */
const keyOf = ({ name, value }: Tag): string => `~2${escapeKey(name)}~3${escapeKey(value)}`;

function tagOf(step: string): Tag | undefined {
  if (!step.startsWith("~2")) return undefined;
  const [, name, value] = /^~2(.*)~3(.*)$/.exec(step) ?? [];
  return value === undefined ? undefined : { name: unescapeKey(name!), value: unescapeKey(value) };
}

const hasTag = (value: unknown, { name, value: expected }: Tag): boolean =>
  isObject(value) && (value as Record<string, unknown>)[name] === expected;

/** Whether a place is one of some objects alone, those with a tag. */
export const isBelowTag = (trail: string): boolean =>
  trail.split("/").some((step) => tagOf(step) !== undefined);

interface Value {
  /** The JSON pointer to it, from the root of the body. */
  instance_path: string;
  value: unknown;
}

/** Every value of a body at a place; a property that is absent stands as undefined. */
export function valuesAt(body: unknown, trail: string): Value[] {
  return trail
    .split("/")
    .slice(1)
    .reduce<Value[]>(
      (found, key) => found.flatMap((each) => valuesBelow(each, key)),
      [{ instance_path: "", value: body }],
    );
}

function valuesBelow({ instance_path, value }: Value, key: string): Value[] {
  const tag = tagOf(key);
  if (tag !== undefined) return hasTag(value, tag) ? [{ instance_path, value }] : [];
  if (key === "[]") {
    return Array.isArray(value)
      ? value.map((item, index) => ({ instance_path: `${instance_path}/${index}`, value: item }))
      : [];
  }
  if (!isObject(value)) return [];
  const own = (value as Record<string, unknown>)[unescapeKey(key)];
  return [{ instance_path: `${instance_path}/${key}`, value: own }];
}

/** A copy of a body in which every value at a place was replaced, or removed where the change gives undefined. */
export function change(body: unknown, trail: string, to: (value: unknown) => unknown): unknown {
  const [step, ...rest] = trail.split("/").slice(1);
  if (step === undefined) return to(body);
  const key = unescapeKey(step);
  const below = rest.map((part) => `/${part}`).join("");
  const tag = tagOf(step);
  if (tag !== undefined) return hasTag(body, tag) ? change(body, below, to) : body;
  if (key === "[]") return Array.isArray(body) ? body.map((item: unknown) => change(item, below, to)) : body;
  if (typeof body !== "object" || body === null) return body;
  const value = change((body as Record<string, unknown>)[key], below, to);
  const copy: Record<string, unknown> = { ...body, [key]: value };
  if (value === undefined) delete copy[key];
  return copy;
}
