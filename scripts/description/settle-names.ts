import { listOperations, type OpenApiDocument, type Operation, type PathItem } from "./document.js";

/** A document whose operations and schemas have names that a client can use, and a line for each that was changed. */
export interface Settled {
  document: OpenApiDocument;
  notes: string[];
}

/**
 * Gives every operation of somebody else's document an operationId that is a path of methods, and every schema a name
 * that a type can have: the same for the same document. Parameters of a path item become its operations'.
 */
export function settleNames(given: OpenApiDocument, isTaken: (schema: string) => boolean): Settled {
  const document = structuredClone(given);
  document.components = { ...document.components, schemas: document.components?.schemas ?? {} };
  const notes: string[] = [];
  mergePathParameters(document);
  dropFileMappings(document);
  nameOperations(document, notes);
  nameSchemas(document, isTaken, notes);
  return { document, notes };
}

function mergePathParameters(document: OpenApiDocument): void {
  for (const { path, operation } of listOperations(document)) {
    const item = document.paths[path] as PathItem & { parameters?: Operation["parameters"] };
    const own = operation.parameters ?? [];
    const keyOf = (parameter: object): string =>
      JSON.stringify([
        Reflect.get(parameter, "in"),
        Reflect.get(parameter, "name"),
        Reflect.get(parameter, "$ref"),
      ]);
    const known = new Set(own.map(keyOf));
    operation.parameters = [...(item.parameters ?? []).filter((each) => !known.has(keyOf(each))), ...own];
  }
  for (const item of Object.values(document.paths)) delete item["parameters"];
}

/** A discriminator can map to files, which no bundler follows: the schemas beside it say the same. */
function dropFileMappings(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  const { discriminator } = node as { discriminator?: { mapping?: Record<string, unknown> } };
  const targets = Object.values(Object(discriminator?.mapping) as object);
  if (targets.some((target) => !String(target).startsWith("#/components/"))) delete discriminator!.mapping;
  for (const child of Object.values(node)) dropFileMappings(child);
}

/** What a part of a client cannot be called, or can but would not be found. */
const reserved = /^(?:constructor|prototype|then|.*__.*)$/;

function nameOperations(document: OpenApiDocument, notes: string[]): void {
  const names = new Set<string>();
  const schemas = new Map(Object.keys(document.components.schemas).map((name) => [name.toLowerCase(), name]));
  for (const { path, method, operation } of listOperations(document)) {
    const { operationId } = operation;
    const parts = (operationId ?? `${method} ${path.replaceAll(/\{([^{}]+)\}/g, "by $1")}`).split(
      operationId === undefined ? "\n" : ".",
    );
    const base = parts
      .map(camelCase)
      .filter((part) => part !== "")
      .map((part) => (reserved.test(part) || part in {} ? `${part}_` : part))
      .join(".");
    let name = base;
    for (let n = 2; names.has(name.toLowerCase()) || isType(schemas, operation, name); n += 1)
      name = `${base}${n}`;
    names.add(name.toLowerCase());
    if (name !== operationId) notes.push(`${method.toUpperCase()} ${path} is called ${name}.`);
    operation.operationId = name;
  }
}

/** Whether a schema has the name that a type of the operation would have; that of its own answer may. */
function isType(schemas: ReadonlyMap<string, string>, operation: Operation, operationId: string): boolean {
  const name = operationId.replaceAll(".", "").toLowerCase();
  const answer = schemas.get(`${name}response`);
  const isOwn = JSON.stringify(operation.responses).includes(`"#/components/schemas/${answer}"`);
  return schemas.has(`${name}params`) || (answer !== undefined && !isOwn);
}

function nameSchemas(document: OpenApiDocument, isTaken: (schema: string) => boolean, notes: string[]): void {
  const renamed = new Map<string, string>();
  const { schemas } = document.components;
  const names = new Set(Object.keys(schemas));
  for (const name of Object.keys(schemas)) {
    if (/^[A-Z][A-Za-z0-9]*$/.test(name) && !isTaken(name)) continue;
    const pascal = upper(camelCase(name))
      .replaceAll(/^(?=[^A-Z])/g, "Schema")
      .replaceAll(/\W|_/g, "");
    const base = isTaken(pascal) ? `${pascal}Schema` : pascal;
    let next = base;
    for (let n = 2; names.has(next); n += 1) next = `${base}${n}`;
    names.add(next);
    renamed.set(`#/components/schemas/${name}`, `#/components/schemas/${next}`);
    notes.push(`The schema ${name} is called ${next}.`);
  }
  if (renamed.size === 0) return;
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      renamed.get(`#/components/schemas/${name}`)?.split("/").at(-1) ?? name,
      schema,
    ]),
  );
  replaceRefs(document, renamed);
}

function replaceRefs(node: unknown, renamed: ReadonlyMap<string, string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") Reflect.set(node, key, renamed.get(value) ?? value);
    else replaceRefs(value, renamed);
  }
}

/** `get /v1/users by id` and `users/list_all` in one word. */
function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words
    .map((word, index) => (index === 0 ? word[0]!.toLowerCase() + word.slice(1) : upper(word)))
    .join("");
}

const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
