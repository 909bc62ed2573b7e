import { deref, listOperations, type OpenApiDocument, type Operation } from "../description/document.js";
import {
  json,
  pascalCase,
  readShape,
  sessionHeaders,
  successName,
  type OperationShape,
  type ParameterRule,
} from "./operation-shape.js";

/** A line for each operation whose body is passed as a whole: the others take its fields beside their parameters. */
export function listWholeBodies(document: OpenApiDocument): string[] {
  return listOperations(document).flatMap(({ operation }) => {
    const { body } = readShape(document, operation);
    if (body === undefined || body.fields !== undefined) return [];
    return `${operation.operationId} takes its body under \`body\`.`;
  });
}

/** Writes the client: the exported types, the routes that may be called, and a typed method per operation. */
export function renderClient(document: OpenApiDocument): string {
  const entries = listOperations(document).map(({ path, method, operation }) => {
    const shape = readShape(document, operation);
    return {
      route: `${method.toUpperCase()} ${path}`,
      name: pascalCase(operation.operationId),
      operation,
      shape,
    };
  });
  const schemas = Object.keys(document.components.schemas);
  const types = entries.flatMap(({ name, operation, shape }) => [
    `export type ${name}Params = ${renderParams(operation, shape)};`,
    ...(successName(document, operation) === `${name}Response`
      ? []
      : [`export type ${name}Response = ${renderResponse(operation, shape)};`]),
  ]);
  const routes = entries.map(({ route, shape }) => `  ${JSON.stringify(route)}: ${renderRoute(shape)},`);
  const calls = entries.map(
    ({ route, name }) => `  ${JSON.stringify(route)}: { params: ${name}Params; response: ${name}Response };`,
  );
  const tree = buildTree(document, entries);
  const namespaces = Object.entries(tree.children);
  const hasBoth = namespaces.some(([, node]) => isBoth(node));
  const errorBody = schemas.includes("ErrorBody") ? "" : unknownErrorBody;
  const declared = [
    ...schemas.map((name) => `export type ${name} = components["schemas"][${JSON.stringify(name)}];`),
    ...types,
  ].join("\n");
  // What is imported has to be used.
  const sources = ["components", "operations"].filter((source) => declared.includes(`${source}[`));
  return `${sources.length === 0 ? "" : `import type { ${sources.join(", ")} } from "./types.js";\n`}
${declared}
${errorBody}
/** Where the API is: for project ids with a prefix, and else the first. @internal */
export const servers: readonly { url: string; prefix?: string }[] = ${JSON.stringify(listServers(document))};

/** The servers that have a name. @internal */
export const envs = ${JSON.stringify(listEnvs(document))} as const;

/** The request header of each key of \`authorization\`. @internal */
export const sessionHeaders = ${JSON.stringify(sessionHeaders)} as const;

/** How a parameter is written, where not as its place has it, and of what type its values are: text, unless said. @internal */
export interface ParameterRule {
  type?: "number" | "boolean" | "array" | "object" | "any";
  style?: string;
  explode?: boolean;
  required?: true;
}

/** What the client has to know of an operation. @internal */
export interface Route {
  path: Readonly<Record<string, ParameterRule>>;
  query?: Readonly<Record<string, ParameterRule>>;
  header?: Readonly<Record<string, ParameterRule>>;
  sessions?: readonly string[];
  /** Without fields, it is passed under \`body\`. */
  body?: { required: boolean; fields?: readonly string[] };
  /** By each success, the fields by which the body shows that the API gave it; a word for what is no object. */
  success: Readonly<Record<number, readonly ("status_code" | "request_id")[] | "json" | "empty">>;
  /** HTTP Basic, unless said. */
  security?: "none" | "bearer" | { header: string };
}

/**
 * Every operation of the API.
 * @internal
 */
export const routes = {
${routes.join("\n")}
} as const satisfies Record<string, Route>;

/** What each takes and answers. @internal */
export interface Calls {
${calls.join("\n")}
}

/** A method per operation. \`Options\` is what each takes besides the operation's own parameters. */
export class Operations<Options extends object> {
${namespaces.map(([name, node]) => `${renderDocOf(node, "  ")}  declare readonly ${name}: ${renderType(node, "  ")};`).join("\n")}

  /** @internal */
  constructor(
    call: <Name extends keyof Calls>(
      name: Name,
      given: readonly [params?: Calls[Name]["params"] | undefined, options?: object | undefined],
    ) => Promise<Calls[Name]["response"]>,
  ) {
    build<Operations<Options>>(this, {
${namespaces.map(([name, node]) => `      ${name}: () => (${renderValue(node, "      ", `Operations<Options>["${name}"]`)}),`).join("\n")}
    });
  }
}

/** Gives an object its parts, each made when it is first read. */
function build<Whole extends object>(whole: Whole, parts: { [Name in keyof Whole]: () => Whole[Name] }): void {
  for (const name of Object.keys(parts) as (keyof Whole)[]) {
    const define = (facts: object) =>
      // Whatever somebody wrote to Object.prototype is no part of it.
      Object.defineProperty(whole, name, { __proto__: null, enumerable: true, configurable: true, ...facts } as object);
    define({
      get: () => {
        const value = parts[name]();
        define({ value });
        return value;
      },
    });
  }
}
${hasBoth ? both : ""}`;
}

/** For a method that is a namespace too. */
const both = `
/** A method that has others as its parts. */
function both<Whole extends (...args: never[]) => unknown>(
  method: (...args: Parameters<Whole>) => ReturnType<Whole>,
  parts: { [Name in keyof Whole]: Whole[Name] },
): Whole {
  return Object.assign(method, parts) as unknown as Whole;
}
`;

function isBoth({ method, children }: Node): boolean {
  const nodes = Object.values(children);
  return (method !== undefined && nodes.length > 0) || nodes.some(isBoth);
}

/** The shape of every failure, for a description that has no schema of this name. */
const unknownErrorBody = `
/** What a failure says; the client fills in what its body lacks. */
export interface ErrorBody {
  status_code: number;
  request_id?: string | null;
  error_type: string;
  error_message: string;
  error_url: string;
  error_details?: { [key: string]: unknown } | null;
}
`;

const at = ({ operationId }: Operation): string => `operations[${JSON.stringify(operationId)}]`;

function renderParams(operation: Operation, { path, query, header, sessions, body }: OperationShape): string {
  const of = (place: string): string => `NonNullable<${at(operation)}["parameters"]["${place}"]>`;
  const names = Object.keys(header);
  const content = `NonNullable<${at(operation)}["requestBody"]>["content"]["${json}"]`;
  const omit = (type: string, keys: readonly string[]): string =>
    keys.length === 0 ? type : `Omit<${type}, ${keys.map((key) => JSON.stringify(key)).join(" | ")}>`;
  const parts = [
    ...(Object.keys(path).length > 0 ? [`${at(operation)}["parameters"]["path"]`] : []),
    ...(Object.keys(query).length > 0 ? [of("query")] : []),
    ...(names.length > 0 ? [omit(of("header"), sessions)] : []),
  ];
  if (body !== undefined) {
    const own = omit(content, body.read_only);
    if (body.fields === undefined) parts.push(`{ body${body.required ? "" : "?"}: ${own} }`);
    // Half of an optional body would be none.
    else parts.push(body.required ? own : `(${own} | { [Key in keyof ${own}]?: never })`);
  }
  return parts.length === 0 ? "Record<never, never>" : parts.join(" & ");
}

function renderResponse(operation: Operation, { success }: OperationShape): string {
  const bodies = Object.entries(success).map(([status, expected]) =>
    expected === "empty" ? "undefined" : `${at(operation)}["responses"][${status}]["content"]["${json}"]`,
  );
  return [...new Set(bodies)].join(" | ");
}

function renderRoute({ path, query, header, sessions, body, success, security }: OperationShape): string {
  const rules = (of: Record<string, ParameterRule>): string =>
    `{ ${Object.entries(of)
      .map(([name, rule]) => `${nameKey(name)}: ${JSON.stringify(rule)}`)
      .join(", ")} }`;
  const lines = [
    `path: ${Object.keys(path).length === 0 ? "{}" : rules(path)}`,
    ...(Object.keys(query).length > 0 ? [`query: ${rules(query)}`] : []),
    ...(Object.keys(header).length > 0 ? [`header: ${rules(header)}`] : []),
    ...(sessions.length > 0 ? [`sessions: ${JSON.stringify(sessions)}`] : []),
    ...(body ? [`body: ${JSON.stringify({ required: body.required, fields: body.fields })}`] : []),
    `success: { ${Object.entries(success)
      .map(([status, expected]) => `${status}: ${JSON.stringify(expected)}`)
      .join(", ")} }`,
    ...(security === undefined ? [] : [`security: ${JSON.stringify(security)}`]),
  ];
  return `{\n${lines.map((line) => `    ${line},`).join("\n")}\n  }`;
}

const nameKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** The absolute URLs, with the defaults of their variables. */
export function listServers({ servers = [] }: OpenApiDocument): { url: string; prefix?: string }[] {
  return servers.flatMap(({ url, variables = {}, "x-stytch-project-id-prefix": prefix }) => {
    const filled = url.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => variables[name]?.default ?? "");
    return /^https?:\/\/[^/]/.test(filled) ? { url: filled, ...(prefix !== undefined && { prefix }) } : [];
  });
}

function listEnvs({ servers }: Partial<OpenApiDocument>): Record<string, string> {
  return Object.fromEntries(
    servers?.flatMap(({ url, "x-stytch-env": name }) => (name === undefined ? [] : [[name, `${url}/`]])) ??
      [],
  );
}

interface Node {
  method?: { name: string; doc: string; route: string; isOptional: boolean; hasSession: boolean };
  children: Record<string, Node>;
}

function buildTree(
  document: OpenApiDocument,
  entries: readonly { route: string; name: string; operation: Operation; shape: OperationShape }[],
): Node {
  const root: Node = { children: {} };
  for (const { route, name, operation, shape } of entries) {
    const node = operation.operationId
      .split(".")
      .reduce((owner, key) => (owner.children[key] ??= { children: {} }), root);
    node.method = {
      name,
      doc: renderDoc(document, route, operation),
      route,
      isOptional: isOptional(document, operation, shape),
      hasSession: shape.sessions.length > 0,
    };
  }
  return root;
}

/** Whether a call needs no parameter at all. */
function isOptional(
  document: OpenApiDocument,
  operation: Operation,
  { path, body }: OperationShape,
): boolean {
  const isAnyRequired = operation.parameters?.some((parameter) => deref(document, parameter).required);
  return Object.keys(path).length === 0 && !isAnyRequired && body?.required !== true;
}

function renderSignature({ name, isOptional: optional, hasSession }: NonNullable<Node["method"]>): string {
  const options = hasSession ? "Options" : 'Omit<Options, "authorization">';
  return `(params${optional ? "?" : ""}: ${name}Params, options?: ${options}): Promise<${name}Response>`;
}

function renderDocOf({ method }: Node, indent: string): string {
  return method ? `${method.doc.replace(/^(?=.)/gm, indent)}\n` : "";
}

function renderType({ method, children }: Node, indent: string): string {
  const inner = `${indent}  `;
  const call = method && [`${inner}${renderSignature(method)};`];
  const members = Object.entries(children).map(([name, child]) => {
    const isLeaf = child.method && Object.keys(child.children).length === 0;
    return `${renderDocOf(child, inner)}${inner}${name}${isLeaf ? renderSignature(child.method!) : `: ${renderType(child, inner)}`};`;
  });
  return `{\n${[...(call ?? []), ...members].join("\n")}\n${indent}}`;
}

function renderValue({ method, children }: Node, indent: string, type: string): string {
  const inner = `${indent}  `;
  const call = method && `async (...given) => call(${JSON.stringify(method.route)}, given)`;
  const members = Object.entries(children).map(
    ([name, child]) => `${inner}${name}: ${renderValue(child, inner, `${type}["${name}"]`)},`,
  );
  const rest = `{\n${members.join("\n")}\n${indent}}`;
  if (call === undefined) return rest;
  // The compiler does not find out the type of one in another.
  return members.length === 0 ? call : `both<${type}>(${call}, ${rest})`;
}

/** The JSDoc of a method: the description, then what it throws for each documented failure. */
function renderDoc(document: OpenApiDocument, route: string, operation: Operation): string {
  const failures = Object.entries(operation.responses)
    .filter(([status]) => /^[45]/.test(status))
    .map(([status, response]) => {
      const examples = deref(document, response).content?.[json]?.examples ?? {};
      const types = Object.values(examples).map(
        (example) => (deref(document, example).value as { error_type?: string } | undefined)?.error_type,
      );
      return `  ${status} ${types.flatMap((type) => (type === undefined ? [] : `\`${type}\``)).join(", ")}`;
    });
  const lines = [
    ...(operation.summary ? [operation.summary, ""] : []),
    ...(operation.description ? [operation.description.trim(), ""] : []),
    `\`${route}\``,
    "",
    ...(operation["deprecated"] === true ? ["@deprecated"] : []),
    "@throws {StytchError} The API refused. Known:",
    ...failures,
    "@throws {RequestError} No usable answer came; `may_have_been_applied` says whether it may have happened all the same.",
    "@throws {ClientError} A parameter or an option is wrong. Nothing was sent.",
  ];
  const text = lines.join("\n").replaceAll("*/", "*\\/");
  return `/**\n${text.replace(/^.*/gm, (line) => ` * ${line}`.trimEnd())}\n */`;
}
