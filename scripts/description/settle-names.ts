import { completeMappings } from "./complete-mappings.js";
import { deref, listOperations, type OpenApiDocument, type Operation } from "./document.js";
import { moveRefs } from "./move-refs.js";
import { numberName } from "./number-name.js";
import { isOwnOfMethod } from "./own-of-method.js";
import { leadsToSchema, listMappings, refToSchema } from "./references.js";

/**
 * Gives every operation of somebody else's document an operationId that is a path of methods, and every schema a name
 * that a type can have: the same for the same document. Returns a line for each that was changed.
 */
export function settleNames(document: OpenApiDocument, isTaken: (type: string) => boolean): string[] {
  dropFileMappings(document);
  completeMappings(document);
  const schemas = nameSchemas(document, isTaken);
  return [...nameOperations(document, isTaken), ...schemas];
}

/** A discriminator can map to places in files, which no bundler follows: what it told from is told by the schemas too. */
function dropFileMappings(document: OpenApiDocument): void {
  for (const { holder, target } of listMappings(document))
    if (!leadsToSchema(document, target)) delete holder["discriminator"];
}

/** What a part of a client cannot be called, or can but would not be found. */
const reserved = new Set(["prototype", "then", ...Object.getOwnPropertyNames(Object.prototype)]);

function nameOperations(document: OpenApiDocument, isTaken: (type: string) => boolean): string[] {
  const operations = listOperations(document).map((each) => ({ ...each, wanted: nameOf(each) }));
  const methods = new Set(operations.map(({ wanted }) => wanted));
  const known = new Set([...methods].flatMap(listPrefixes));
  const types = new Set<string>();
  return operations.flatMap(({ path, method, operation, wanted }) => {
    const { operationId } = operation as Partial<Operation>;
    const base = avoidOwnOfMethods(wanted, methods);
    const isUsed = (name: string): boolean => {
      const type = name.split(".").map(upper).join("");
      return types.has(type.toLowerCase()) || hasType(document, operation, type, isTaken);
    };
    // A number makes no method of what is only a namespace, and takes no name from another.
    const name = numberName(base, (each) => isUsed(each) || (each !== base && known.has(each)));
    types.add(name.replaceAll(".", "").toLowerCase());
    operation.operationId = name;
    return name === operationId ? [] : [`${method.toUpperCase()} ${path} is called ${name}.`];
  });
}

function nameOf({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Partial<Operation>;
}): string {
  return (
    toMethod((operation.operationId ?? "").split(".")) ||
    toMethod([`${method} ${path.replaceAll(/\{([^{}]+)\}/g, "by $1")}`])
  );
}

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
function listPrefixes(name: string): string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

/** `users.name` as `users.name_` where `users` is a method: a function has a name already. */
function avoidOwnOfMethods(name: string, methods: ReadonlySet<string>): string {
  const parts = name.split(".");
  return parts.map((part, index) => (isOwnOfMethod(parts, index, methods) ? `${part}_` : part)).join(".");
}

function toMethod(parts: readonly string[]): string {
  return parts
    .map(camelCase)
    .filter((part) => part !== "")
    .map((part) => (reserved.has(part) ? `${part}_` : part.replace(/^(?=\d)/, "_")))
    .join(".");
}

/** Whether something has the name that a type of the operation would have; the schema of its own answer may. */
function hasType(
  document: OpenApiDocument,
  operation: Operation,
  type: string,
  isTaken: (type: string) => boolean,
): boolean {
  const { schemas } = document.components;
  const [params, response] = [`${type}Params`, `${type}Response`] as const;
  if (isTaken(params) || isTaken(response) || Object.hasOwn(schemas, params)) return true;
  if (!Object.hasOwn(schemas, response)) return false;
  const answers = Object.keys(operation.responses)
    .filter((status) => status.startsWith("2"))
    .map((status) => deref(document, operation.responses[status]!).content?.["application/json"]?.schema);
  return answers.length !== 1 || answers[0]?.["$ref"] !== `#/components/schemas/${response}`;
}

function nameSchemas(document: OpenApiDocument, isTaken: (type: string) => boolean): string[] {
  const { schemas } = document.components;
  const renamed = new Map<string, string>();
  const names = new Set(Object.keys(schemas));
  for (const name of Object.keys(schemas)) {
    if (/^[A-Z][A-Za-z0-9]*$/.test(name) && !isTaken(name)) continue;
    const pascal = upper(camelCase(name)).replace(/^(?=[^A-Z]|$)/, "Schema");
    const base = isTaken(pascal) ? `${pascal}Schema` : pascal;
    const next = numberName(base, (each) => names.has(each));
    names.add(next);
    renamed.set(name, next);
  }
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [renamed.get(name) ?? name, schema]),
  );
  moveRefs(document, new Map([...renamed].map(([from, to]) => [refToSchema(from), refToSchema(to)])));
  return [...renamed].map(([from, to]) => `The schema ${from} is called ${to}.`);
}

/** `get /v1/users by id` and `users/list_all` in one word. */
function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]/).filter((word) => word !== "");
  return words
    .map((word, index) => (index === 0 ? word[0]!.toLowerCase() + word.slice(1) : upper(word)))
    .join("");
}

const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
