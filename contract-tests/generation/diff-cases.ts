import type { OpenApiDocument } from "../../scripts/description/document.js";

type Json = Record<string, unknown>;

/** What a case has of its own in a document: its operations, and where it needs them a path or components. */
interface Fragment {
  /** What its path ends with. */
  path?: string;
  components?: Json;
  [method: string]: unknown;
}

/**
 * What was changed; before; after; and the verdict that we want: the bump, whom it breaks, and by which rules. `OWN` is a
 * name that no other case has.
 */
export type Case = [name: string, base: Fragment, revision: Fragment, verdict: string];

const json = (schema: unknown): Json => ({ "application/json": { schema } });
const get = (parts: Json = {}): Fragment => ({
  get: { operationId: "OWN", responses: { 200: { description: "Done." } }, ...parts },
});
const post = (parts: Json = {}): Fragment => ({ post: get(parts)["get"] });
const responses = (all: Json): Fragment =>
  get({
    responses: Object.fromEntries(
      Object.entries(all).map(([status, own]) => [status, { description: "So.", ...(own as Json) }]),
    ),
  });
/** An operation that answers what fits a schema. */
const answer = (schema: unknown): Fragment => responses({ 200: { content: json(schema) } });
const answerHeader = (header: Json): Fragment => responses({ 200: { headers: header } });
/** One that takes it. */
const body = (schema: unknown, parts: Json = {}): Fragment =>
  post({ requestBody: { content: json(schema), ...parts } });
const query = (parts: Json): Fragment =>
  get({ parameters: [{ name: "page", in: "query", schema: { type: "string" }, ...parts }] });
const inPath = (name: string): Fragment => ({
  path: `/{${name}}`,
  ...get({ parameters: [{ name, in: "path", required: true, schema: { type: "string" } }] }),
});
/** One that takes and answers the same component. */
const both = (schema: unknown): Fragment => {
  const content = json({ $ref: "#/components/schemas/OWN" });
  return {
    ...post({ requestBody: { content }, responses: { 200: { description: "So.", content } } }),
    components: { schemas: { OWN: schema } },
  };
};
const object = (properties: Json, more: Json = {}): Json => ({ type: "object", properties, ...more });
const text = { type: "string" };
const number = { type: "number" };
const secured = (security: unknown): Fragment => get({ security });
const named = (name: string): Fragment => ({
  ...answer({ $ref: `#/components/schemas/${name}` }),
  components: { schemas: { [name]: object({ OWN: text }) } },
});
const scheme = (own: Json): Fragment => ({
  ...secured([{ OWN: [] }]),
  components: { securitySchemes: { OWN: own } },
});
const person = object({ name: text }, { required: ["name"] });
const refers = (schema: unknown, own: Json = person): Fragment => ({
  ...answer(schema),
  components: { schemas: { OWN: own } },
});
const own_ref = { $ref: "#/components/schemas/OWN" };

export const cases: Case[] = [
  // Operations
  [
    "an operation is added",
    get(),
    { ...get(), delete: { ...(get()["get"] as Json), operationId: "OWN.delete" } },
    "minor: server (operation-added)",
  ],
  [
    "an operation is removed",
    { ...get(), delete: { ...(get()["get"] as Json), operationId: "OWN.delete" } },
    get(),
    "major: compile, run (operation-removed)",
  ],
  [
    "a path moves",
    { path: "/a", ...get() },
    { path: "/b", ...get() },
    "major: compile, run, server (path-moved)",
  ],
  ["an operationId changes", get(), get({ operationId: "OWN.other" }), "major: compile (operation-renamed)"],
  ["an operation is deprecated", get(), get({ deprecated: true }), "minor: nobody (deprecated)"],
  [
    "a description changes",
    get({ description: "One." }),
    get({ description: "Two." }),
    "patch: nobody (text-changed)",
  ],
  ["a summary goes", get({ summary: "One." }), get(), "patch: nobody (text-changed)"],
  ["a tag is added", get(), get({ tags: ["b"] }), "patch: nobody (text-changed)"],
  ["an extension changes", get({ "x-note": 1 }), get({ "x-note": 2 }), "patch: nobody (text-changed)"],
  [
    "a link is added",
    responses({ 200: {} }),
    responses({ 200: { links: { next: { operationId: "OWN" } } } }),
    "patch: nobody (text-changed)",
  ],
  [
    "keys stand in another order",
    get({ summary: "a", tags: ["b"] }),
    get({ tags: ["b"], summary: "a" }),
    "nothing",
  ],

  // Parameters
  [
    "a required parameter is added",
    get(),
    query({ required: true }),
    "major: compile, run (required-parameter-added)",
  ],
  [
    "a required parameter is added to others",
    query({}),
    get({
      parameters: [
        { name: "page", in: "query", schema: text },
        { name: "size", in: "query", required: true, schema: text },
      ],
    }),
    "major: compile, run (required-parameter-added)",
  ],
  ["an optional parameter is added", get(), query({}), "minor: server (parameter-added)"],
  ["a parameter is removed", query({}), get(), "major: compile, run (parameter-removed)"],
  [
    "a parameter becomes required",
    query({}),
    query({ required: true }),
    "major: compile, run (parameter-required)",
  ],
  [
    "a parameter becomes optional",
    query({ required: true }),
    query({}),
    "minor: server (parameter-optional)",
  ],
  ["a parameter moves", query({}), query({ in: "header" }), "major: compile, run, server (parameter-moved)"],
  [
    "a path parameter is renamed",
    inPath("a"),
    inPath("b"),
    "major: compile (parameter-renamed, path-parameter-renamed)",
  ],
  [
    "a header parameter gets another case",
    query({ in: "header", name: "X-Page" }),
    query({ in: "header", name: "x-page" }),
    "major: compile (parameter-renamed)",
  ],
  [
    "a parameter is written otherwise",
    query({ schema: { type: "array", items: text } }),
    query({ schema: { type: "array", items: text }, explode: false }),
    "major: run, server (parameter-written-otherwise)",
  ],
  [
    "a parameter loses a value",
    query({ schema: { enum: ["a", "b"] } }),
    query({ schema: { enum: ["a"] } }),
    "major: compile, run (value-removed)",
  ],
  [
    "a parameter gains a value",
    query({ schema: { enum: ["a"] } }),
    query({ schema: { enum: ["a", "b"] } }),
    "minor: server (value-added)",
  ],
  [
    "another default holds",
    query({ schema: { ...text, default: "a" } }),
    query({ schema: { ...text, default: "b" } }),
    "major: run, server (default-changed)",
  ],
  [
    "a pattern is set",
    query({}),
    query({ schema: { ...text, pattern: "^a" } }),
    "major: run (constraint-changed)",
  ],
  [
    "a parameter may be longer",
    query({ schema: { ...text, maxLength: 5 } }),
    query({ schema: { ...text, maxLength: 9 } }),
    "minor: server (constraint-changed)",
  ],
  [
    "parameters stand in another order",
    get({
      parameters: [
        { name: "a", in: "query", schema: text },
        { name: "b", in: "query", schema: number },
      ],
    }),
    get({
      parameters: [
        { name: "b", in: "query", schema: number },
        { name: "a", in: "query", schema: text },
      ],
    }),
    "nothing",
  ],

  // Bodies
  [
    "a required body is added",
    post(),
    body(person, { required: true }),
    "major: compile, run (required-body-added)",
  ],
  ["an optional body is added", post(), body(person), "minor: server (body-added)"],
  ["a body is removed", body(person), post(), "major: compile, run (body-removed)"],
  [
    "a body becomes required",
    body(person),
    body(person, { required: true }),
    "major: compile, run (body-required)",
  ],
  [
    "a body becomes optional",
    body(person, { required: true }),
    body(person),
    "minor: server (body-optional)",
  ],
  [
    "a body's property becomes required",
    body(object({ a: text })),
    body(object({ a: text }, { required: ["a"] })),
    "major: compile, run (property-required)",
  ],
  [
    "a body's property becomes optional",
    body(person),
    body(object({ name: text })),
    "minor: server (property-optional)",
  ],
  [
    "a body gains an optional property",
    body(person),
    body(object({ name: text, age: number }, { required: ["name"] })),
    "minor: server (property-added)",
  ],
  [
    "a body loses a property",
    body(object({ a: text, b: text })),
    body(object({ a: text })),
    "major: compile (property-removed)",
  ],
  [
    "a closed body loses a property",
    body(object({ a: text, b: text }, { additionalProperties: false })),
    body(object({ a: text }, { additionalProperties: false })),
    "major: compile, run (property-removed)",
  ],
  [
    "a body may be null",
    body(text),
    body({ anyOf: [text, { type: "null" }] }),
    "minor: server (alternatives-added)",
  ],
  [
    "a body's number may be a text too",
    body(object({ a: number })),
    body(object({ a: { type: ["number", "string"] } })),
    "minor: server (type-changed)",
  ],
  [
    "a body's number has to be whole",
    body(object({ a: number })),
    body(object({ a: { type: "integer" } })),
    "major: run (type-changed)",
  ],
  [
    "a body loses a media type",
    post({ requestBody: { content: { ...json(text), "text/plain": { schema: text } } } }),
    body(text),
    "major: compile, run (media-type-removed)",
  ],

  // Answers
  [
    "an answer's property becomes optional",
    answer(person),
    answer(object({ name: text })),
    "major: compile, run (property-optional)",
  ],
  [
    "an answer's property becomes required",
    answer(object({ name: text })),
    answer(person),
    "minor: server (property-required)",
  ],
  [
    "an answer's property is added",
    answer(person),
    answer(object({ name: text, age: number }, { required: ["name"] })),
    "minor: nobody (property-added)",
  ],
  [
    "an answer's property is removed",
    answer(object({ a: text, b: text })),
    answer(object({ a: text })),
    "major: compile, run (property-removed)",
  ],
  [
    "an answer's property is renamed",
    answer(object({ a: text })),
    answer(object({ b: text })),
    "major: compile, run (property-added, property-removed)",
  ],
  [
    "an answer's property may be null",
    answer(object({ a: text })),
    answer(object({ a: { type: ["string", "null"] } })),
    "major: compile, run (type-changed)",
  ],
  [
    "an answer's property is never null any more",
    answer(object({ a: { type: ["string", "null"] } })),
    answer(object({ a: text })),
    "minor: server (type-changed)",
  ],
  [
    "an answer's object may be null",
    refers(object({ a: own_ref })),
    refers(object({ a: { anyOf: [own_ref, { type: "null" }] } })),
    "major: compile, run (alternatives-added)",
  ],
  [
    "an answer's property gets another type",
    answer(object({ a: text })),
    answer(object({ a: number })),
    "major: compile, run, server (type-changed)",
  ],
  [
    "an answer's whole number may be broken",
    answer({ type: "integer" }),
    answer(number),
    "major: run (type-changed)",
  ],
  [
    "an answer may be null, and has another property called title",
    answer(object({ title: text })),
    answer({ anyOf: [object({ title: number }), { type: "null" }] }),
    "major: compile, run, server (parts-changed, property-removed, type-changed)",
  ],
  [
    "types stand in another order",
    answer({ type: ["string", "null"] }),
    answer({ type: ["null", "string"] }),
    "nothing",
  ],
  [
    "required properties stand in another order",
    answer(object({}, { required: ["a", "b"] })),
    answer(object({}, { required: ["b", "a"] })),
    "nothing",
  ],
  [
    "a closed set gains a value",
    answer({ enum: ["a"] }),
    answer({ enum: ["a", "b"] }),
    "major: compile, run (value-added)",
  ],
  [
    "a closed set loses a value",
    answer({ enum: ["a", "b"] }),
    answer({ enum: ["a"] }),
    "major: compile, server (value-removed)",
  ],
  ["a closed set has another order", answer({ enum: ["a", "b"] }), answer({ enum: ["b", "a"] }), "nothing"],
  [
    "a closed set opens",
    answer({ ...text, enum: ["a"] }),
    answer({ anyOf: [{ ...text, enum: ["a"] }, text] }),
    "major: compile, run (alternatives-added)",
  ],
  [
    "an open set gains a value",
    answer({ anyOf: [{ ...text, enum: ["a"] }, text] }),
    answer({ anyOf: [{ ...text, enum: ["a", "b"] }, text] }),
    "minor: nobody (known-value-added)",
  ],
  [
    "an open set loses a value",
    answer({ anyOf: [{ ...text, enum: ["a", "b"] }, text] }),
    answer({ anyOf: [{ ...text, enum: ["a"] }, text] }),
    "patch: nobody (known-value-removed)",
  ],
  [
    "an answer's values are listed",
    answer(text),
    answer({ ...text, enum: ["a"] }),
    "major: compile, server (values-listed)",
  ],
  [
    "an answer's values are listed no more",
    answer({ ...text, enum: ["a"] }),
    answer(text),
    "major: compile, run (values-unlisted)",
  ],
  [
    "an answer's only value changes",
    answer({ const: "a" }),
    answer({ const: "b" }),
    "major: compile, run, server (value-added, value-removed)",
  ],
  [
    "an answer gains a kind",
    answer({ anyOf: [text, number] }),
    answer({ anyOf: [text, number, { type: "boolean" }] }),
    "major: compile, run (parts-changed)",
  ],
  [
    "an answer loses a kind",
    answer({ anyOf: [text, number, { type: "boolean" }] }),
    answer({ anyOf: [text, number] }),
    "major: compile, server (parts-changed)",
  ],
  [
    "an answer's items get another type",
    answer({ type: "array", items: text }),
    answer({ type: "array", items: number }),
    "major: compile, run, server (type-changed)",
  ],
  [
    "an answer may be longer",
    answer({ ...text, maxLength: 5 }),
    answer({ ...text, maxLength: 9 }),
    "major: run (constraint-changed)",
  ],
  [
    "an answer may be less",
    answer({ ...number, minimum: 5 }),
    answer({ ...number, minimum: 1 }),
    "major: run (constraint-changed)",
  ],
  [
    "an answer gets a format",
    answer(text),
    answer({ ...text, format: "date-time" }),
    "minor: server (constraint-changed)",
  ],
  [
    "an answer's object opens",
    answer(object({ a: text }, { additionalProperties: false })),
    answer(object({ a: text }, { additionalProperties: true })),
    "minor: nobody (object-opened)",
  ],
  [
    "an answer's empty object opens",
    answer(object({}, { additionalProperties: false })),
    answer(object({}, { additionalProperties: true })),
    "major: compile (object-opened)",
  ],
  [
    "an answer's object closes",
    answer(object({ a: text })),
    answer(object({ a: text }, { additionalProperties: false })),
    "major: compile, server (constraint-changed)",
  ],
  [
    "an answer's default changes",
    answer({ ...text, default: "a" }),
    answer({ ...text, default: "b" }),
    "patch: nobody (text-changed)",
  ],
  [
    "a property called description is described",
    answer(object({ description: text })),
    answer(object({ description: { ...text, description: "So." } })),
    "patch: nobody (text-changed)",
  ],
  [
    "an example changes",
    responses({
      200: { content: { "application/json": { schema: text, examples: { a: { value: "a" } } } } },
    }),
    responses({
      200: { content: { "application/json": { schema: text, examples: { a: { value: "b" } } } } },
    }),
    "patch: nobody (text-changed)",
  ],
  [
    "an example is added",
    responses({
      200: { content: { "application/json": { schema: text, examples: { a: { value: "a" } } } } },
    }),
    responses({
      200: {
        content: { "application/json": { schema: text, examples: { a: { value: "a" }, b: { value: "b" } } } },
      },
    }),
    "patch: nobody (text-changed)",
  ],
  [
    "another failure is answered",
    responses({ 200: {} }),
    responses({ 200: {}, 404: {} }),
    "minor: nobody (failure-added)",
  ],
  [
    "another success is answered",
    responses({ 200: {} }),
    responses({ 200: {}, 202: {} }),
    "major: compile, run (success-added)",
  ],
  [
    "a failure is answered no more",
    responses({ 200: {}, 404: {} }),
    responses({ 200: {} }),
    "major: compile, server (response-removed)",
  ],
  [
    "another failure is answered instead",
    responses({ 200: {}, 404: {} }),
    responses({ 200: {}, 403: {} }),
    "major: compile, server (failure-added, response-removed)",
  ],
  ["an answer has a body", responses({ 200: {} }), answer(text), "minor: server (media-type-added)"],
  [
    "an answer has another media type too",
    answer(text),
    responses({ 200: { content: { ...json(text), "text/plain": { schema: text } } } }),
    "minor: server (media-type-added)",
  ],
  [
    "an answer has no body any more",
    answer(text),
    responses({ 200: {} }),
    "major: compile, run (media-type-removed)",
  ],
  [
    "a header may be missing",
    answerHeader({ Age: { required: true, schema: text } }),
    answerHeader({ Age: { schema: text } }),
    "major: compile, run (header-optional)",
  ],
  [
    "a header always comes",
    answerHeader({ Age: { schema: text } }),
    answerHeader({ Age: { required: true, schema: text } }),
    "minor: server (header-required)",
  ],
  [
    "a header is added",
    responses({ 200: {} }),
    answerHeader({ Age: { schema: text } }),
    "minor: nobody (header-added)",
  ],
  [
    "a header is removed",
    answerHeader({ Age: { schema: text } }),
    responses({ 200: {} }),
    "major: compile, run (header-removed)",
  ],

  // Components
  [
    "what is sent and answered gets a required property",
    both(object({ a: text })),
    both(object({ a: text, b: text }, { required: ["b"] })),
    "major: compile, run, server (property-added, property-required)",
  ],
  [
    "what is sent and answered may be longer",
    both({ ...text, maxLength: 5 }),
    both({ ...text, maxLength: 9 }),
    "major: run, server (constraint-changed)",
  ],
  [
    "a schema gets another name",
    named("OWN"),
    named("OWNOther"),
    "major: compile (component-added, component-removed)",
  ],
  [
    "a schema moves into a component",
    answer({ type: "array", items: { type: "boolean" } }),
    refers(own_ref, { type: "array", items: { type: "boolean" } }),
    "minor: nobody (component-added)",
  ],
  [
    "a reference is put into `allOf`",
    refers(object({ a: own_ref })),
    refers(object({ a: { allOf: [own_ref], description: "So." } })),
    "nothing",
  ],

  // Security
  ["an operation needs no credentials any more", get(), secured([]), "major: run, server (security-removed)"],
  [
    "credentials become optional",
    secured([{ basic: [] }]),
    secured([{ basic: [] }, {}]),
    "major: run, server (security-removed)",
  ],
  ["credentials become necessary", secured([]), secured([{ basic: [] }]), "major: run (security-required)"],
  [
    "other credentials are needed",
    secured([{ basic: [] }]),
    secured([{ token: [] }]),
    "major: run, server (security-added, security-changed)",
  ],
  [
    "other credentials do too",
    secured([{ basic: [] }]),
    secured([{ basic: [] }, { token: [] }]),
    "minor: server (security-added)",
  ],
  [
    "credentials are sent otherwise",
    scheme({ type: "http", scheme: "basic" }),
    scheme({ type: "http", scheme: "bearer" }),
    "major: run, server (security-changed)",
  ],
];

const server = { url: "https://test.example.com", "x-stytch-env": "test" };
const other = { url: "https://live.example.com" };
/** What only a whole document has: each a pair of documents of its own. */
export const documentCases: [name: string, base: Json, revision: Json, verdict: string][] = [
  [
    "a server moves",
    { servers: [server] },
    { servers: [{ ...server, url: "https://new.example.com" }] },
    "major: run, server (server-moved)",
  ],
  [
    "a server is called otherwise",
    { servers: [server] },
    { servers: [{ ...server, "x-stytch-env": "tests" }] },
    "major: compile (server-renamed)",
  ],
  ["a server is added", { servers: [server] }, { servers: [server, other] }, "minor: server (server-added)"],
  [
    "a server is removed",
    { servers: [server, other] },
    { servers: [server] },
    "major: compile, run (server-removed)",
  ],
  [
    "the document needs no credentials any more",
    { security: [{ basic: [] }] },
    { security: [] },
    "major: run, server (security-removed)",
  ],
  [
    "the version alone changes",
    { info: { title: "Cases", version: "1.0.0" } },
    { info: { title: "Cases", version: "2.0.0" } },
    "nothing",
  ],
];

/** One document of a side of every case. */
export function joinCases(side: 1 | 2): OpenApiDocument {
  const document = makeDocument() as OpenApiDocument & { components: Record<string, Json> };
  for (const [index, each] of cases.entries()) {
    const {
      path = "",
      components = {},
      ...item
    } = JSON.parse(JSON.stringify(each[side]).replaceAll("OWN", `Own${index}X`)) as Fragment;
    document.paths[`/case-${index}${path}`] = item;
    for (const [section, own] of Object.entries(components))
      Object.assign((document.components[section] ??= {}), own);
  }
  return document;
}

/** The case that a place in such a document belongs to. */
export function indexOfCase(path: string): number {
  return Number(
    /case-(\d+)|Own(\d+)X/
      .exec(path)
      ?.slice(1)
      .find((index) => index !== undefined),
  );
}

export function makeDocument(own: Json = {}): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Cases", version: "1.0.0" },
    servers: [server],
    security: [{ basic: [] }],
    paths: { "/kept": get() },
    components: {
      schemas: {},
      securitySchemes: {
        basic: { type: "http", scheme: "basic" },
        token: { type: "http", scheme: "bearer" },
      },
    },
    ...own,
  } as OpenApiDocument;
}
