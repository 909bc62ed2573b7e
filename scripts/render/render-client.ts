import {
  deref,
  listOperations,
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Ref,
} from "../description/document.js";

/** The optional header parameters that `authorization` stands for. */
const sessionHeaders = ["X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"];

/** Something that the document says and the client cannot do. */
export interface Inexpressible {
  pointer: string[];
  /** Set where a name is wrong, and not what stands under it. */
  isName?: boolean;
  message: string;
}

/** Lists what a client rendered from this document would get wrong. */
export function findInexpressible(document: OpenApiDocument): Inexpressible[] {
  const found = [...findOtherSecurity(document), ...findUnfitNames(document)];
  const names = new Set<string>();
  const operationIds = listOperations(document).map(({ operation }) => operation.operationId);
  for (const { path, method, operation, pointer } of listOperations(document)) {
    const refuse = (message: string, ...keys: string[]) =>
      found.push({ pointer: [...pointer, ...keys], message: `The client cannot express ${message}.` });
    const { operationId } = operation;
    if (method !== "delete") refuse(`the method ${method.toUpperCase()}`);
    for (const key of ["requestBody", "security", "servers", "callbacks"]) {
      if (operation[key] !== undefined) refuse(`an operation's own ${key}`, key);
    }
    if (document.paths[path]!["parameters"] !== undefined) refuse("parameters of a path item");
    if (operationIds.some((other) => other.startsWith(`${operationId}.`))) {
      refuse(`${operationId} as a method and as a namespace`, "operationId");
    }
    const inherited = operationId.split(".").find((name) => name in {});
    if (inherited !== undefined) refuse(`a part of the client called ${inherited}`, "operationId");
    const parameters = (operation.parameters ?? []).map((parameter) => deref(document, parameter));
    for (const [index, parameter] of parameters.entries()) {
      const message = findInexpressibleParameter(parameter, path);
      if (message !== undefined) refuse(message, "parameters", String(index));
    }
    for (const header of sessionHeaders) {
      if (!parameters.some(({ name }) => name === header)) {
        refuse(
          `an operation without the header ${header}: \`authorization\` would be dropped in silence`,
          "parameters",
        );
      }
    }
    const successes = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
    if (successes.length !== 1) refuse(`${successes.length} successful responses`, "responses");
    for (const status of Object.keys(operation.responses)) {
      if (/^[13]|X/.test(status)) refuse(`a response ${status}`, "responses", status);
      const types = Object.keys(deref(document, operation.responses[status]!).content ?? {});
      if (types.join() !== "application/json")
        refuse(`a response other than application/json`, "responses", status);
    }
    for (const name of [`${pascalCase(operationId)}Params`, `${pascalCase(operationId)}Response`]) {
      const schema = document.components.schemas[name];
      const isOwn = name.endsWith("Response") && successName(document, operation) === name;
      if (names.has(name) || (schema !== undefined && !isOwn))
        refuse(`two types called ${name}`, "operationId");
      names.add(name);
    }
  }
  return found;
}

/**
 * What a schema cannot be called: a name that the rendered client declares itself, one that the client's public API has
 * besides (a test compares these with the real ones), or a global's, which would be hidden wherever it is imported.
 */
export const takenNames = new Set(
  (
    "Client Operations " +
    "Attempt Authorization B2BClient CallInit CallLimits CallOptions CallResponse CallResult ClientConfig " +
    "ClientError ClientErrorCode FailedResponse Fetch FetchClient FetchInit FetchResponse LogLevel Logger " +
    "RequestError RequestErrorCode ResponseHeaders Retry StytchError"
  ).split(" "),
);

function findUnfitNames({ components }: OpenApiDocument): Inexpressible[] {
  return Object.keys(components.schemas).flatMap((name) => {
    const why = !/^[A-Z][A-Za-z0-9]*$/.test(name)
      ? "its type needs letters and digits alone, and a capital first"
      : takenNames.has(name)
        ? "the client has a type of this name"
        : name in globalThis
          ? "it would hide the global of this name"
          : undefined;
    if (why === undefined) return [];
    const message = `The client cannot express a schema called ${name}: ${why}.`;
    return [{ pointer: ["components", "schemas", name], isName: true, message }];
  });
}

/** The client sends HTTP Basic with every request: nothing else, nothing besides, and never nothing. */
function findOtherSecurity(document: OpenApiDocument): Inexpressible[] {
  const { security, components } = document;
  const refuse = (what: string, ...pointer: string[]): Inexpressible[] => [
    { pointer, message: `The client cannot express ${what}: it always sends HTTP Basic.` },
  ];
  const schemes = components.securitySchemes ?? {};
  const other = Object.entries(schemes).flatMap(([name, value]) => {
    const { type, scheme } = deref(document, value);
    return type === "http" && String(scheme).toLowerCase() === "basic"
      ? []
      : refuse(`the security scheme ${name}`, "components", "securitySchemes", name);
  });
  if (security === undefined || security.length === 0)
    return [...other, ...refuse("requests without security", ...(security ? ["security"] : []))];
  const odd = security.flatMap((requirement, index) => {
    const names = Object.keys(requirement);
    return names.length === 1 && Object.hasOwn(schemes, names[0]!)
      ? []
      : refuse(`the security ${JSON.stringify(requirement)}`, "security", String(index));
  });
  return [...other, ...odd];
}

function findInexpressibleParameter(parameter: Parameter, path: string): string | undefined {
  const { name, in: place, schema, style, explode, content } = parameter;
  if (place === "path") {
    if (schema?.["type"] !== "string") return `the path parameter ${name} unless it is a string`;
    if ((style ?? "simple") !== "simple" || explode === true || content !== undefined)
      return `the style of ${name}`;
    return path.split("/").includes(`{${name}}`) ? undefined : `${name} as a part of a path segment`;
  }
  if (place !== "header") return `the ${place} parameter ${name}`;
  if (!sessionHeaders.includes(name)) return `the header parameter ${name}`;
  return parameter.required === true ? `${name} as a required header` : undefined;
}

/** Writes the client: the exported types, the routes that may be called, and a typed method per operation. */
export function renderClient(document: OpenApiDocument): string {
  const entries = listOperations(document);
  const schemas = Object.keys(document.components.schemas);
  const types = entries.flatMap(({ operation }) => {
    const name = pascalCase(operation.operationId);
    const at = `operations[${JSON.stringify(operation.operationId)}]`;
    const response = `export type ${name}Response = ${at}["responses"][${successStatus(operation)}]["content"]["application/json"];`;
    return [
      `export type ${name}Params = ${at}["parameters"]["path"];`,
      ...(successName(document, operation) === `${name}Response` ? [] : [response]),
    ];
  });
  const routes = entries.map(({ path, method, operation }) => {
    const headers = (operation.parameters ?? [])
      .map((parameter) => deref(document, parameter))
      .filter((p) => p.in === "header");
    return `  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: {
    headers: [${headers.map(({ name }) => JSON.stringify(name)).join(", ")}],
    success: { ${successStatus(operation)}: [${listConfirmations(document, operation).join(", ")}] },
  },`;
  });
  const tree = buildTree(document);
  const namespaces = Object.keys(tree);
  return `import type { Client } from "openapi-fetch";
import type { components, operations, paths } from "./types.js";

${schemas.map((name) => `export type ${name} = components["schemas"][${JSON.stringify(name)}];`).join("\n")}
${types.join("\n")}

/**
 * Every operation of the API, with its header parameters and, by the status of its success, the fields by which the body
 * shows that the API gave it.
 * @internal
 */
export const routes = {
${routes.join("\n")}
} as const;

/** A method per operation. \`Options\` is what each takes besides the operation's own parameters. */
export class Operations<Options> {
${namespaces.map((name) => `  readonly ${name}: ${renderNode(tree[name]!, "declaration", "  ")};`).join("\n")}

  /** @internal */
  constructor(
    client: Client<paths>,
    prepare: <Path>(
      path: Path,
      options: Options | undefined,
    ) => { params: { path: Path; header?: { ${sessionHeaders.map((name) => `"${name}"?: string`).join("; ")} } } },
    unwrap: <Data>(result: { data?: unknown; error?: unknown; response: unknown }) => Data,
  ) {
${namespaces.map((name) => `    this.${name} = ${renderNode(tree[name]!, "implementation", "    ")};`).join("\n")}
  }
}
`;
}

interface Leaf {
  name: string;
  doc: string;
  call: string;
}
type Tree = { [name: string]: Tree | Leaf };

function buildTree(document: OpenApiDocument): Tree {
  const root: Tree = {};
  for (const { path, method, operation } of listOperations(document)) {
    const names = operation.operationId.split(".");
    const last = names.pop()!;
    const parent = names.reduce((node, name) => (node[name] ??= {}) as Tree, root);
    parent[last] = {
      name: pascalCase(operation.operationId),
      doc: renderDoc(document, path, method, operation),
      call: `client.${method.toUpperCase()}(${JSON.stringify(path)}, prepare(params, options))`,
    } satisfies Leaf;
  }
  return root;
}

function renderNode(node: Tree | Leaf, part: "declaration" | "implementation", indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(node as Tree).map(([name, child]) => {
    if (!isLeaf(child))
      return `${inner}${name}: ${renderNode(child, part, inner)}${part === "declaration" ? ";" : ","}`;
    return part === "declaration"
      ? `${child.doc.replace(/^(?=.)/gm, inner)}\n${inner}${name}(params: ${child.name}Params, options?: Options): Promise<${child.name}Response>;`
      : `${inner}${name}: async (params, options) =>\n${inner}  unwrap(await ${child.call}),`;
  });
  return `{\n${members.join("\n")}\n${indent}}`;
}

const isLeaf = (node: Tree | Leaf): node is Leaf => typeof node["call"] === "string";

/** The JSDoc of a method: the description, then what it throws for each documented failure. */
function renderDoc(document: OpenApiDocument, path: string, method: string, operation: Operation): string {
  const failures = Object.entries(operation.responses)
    .filter(([status]) => /^[45]/.test(status))
    .map(([status, response]) => {
      const examples = deref(document, response).content!["application/json"]!.examples ?? {};
      const types = Object.values(examples).map(
        (example) => (deref(document, example).value as { error_type?: string }).error_type,
      );
      return `  ${status} ${types.map((type) => `\`${type}\``).join(", ")}`;
    });
  const lines = [
    operation.summary,
    "",
    operation.description.trim(),
    "",
    `\`${method.toUpperCase()} ${path}\``,
    "",
    "@throws {StytchError} The API refused. Known:",
    ...failures,
    "@throws {RequestError} No usable answer came; `may_have_been_applied` says whether it may have happened all the same.",
    "@throws {ClientError} A parameter or an option is wrong. Nothing was sent.",
  ];
  const text = lines.join("\n").replaceAll("*/", "*\\/");
  return `/**\n${text.replace(/^.*/gm, (line) => ` * ${line}`.trimEnd())}\n */`;
}

function successStatus(operation: Operation): string {
  return Object.keys(operation.responses).find((status) => status.startsWith("2"))!;
}

/** What the API promises to put into every answer, where the description requires it of this operation's success. */
function listConfirmations(document: OpenApiDocument, operation: Operation): string[] {
  const response = deref(document, operation.responses[successStatus(operation)]!);
  const required = listRequired(document, response.content?.["application/json"]?.schema);
  return ["status_code", "request_id"]
    .filter((name) => required.includes(name))
    .map((name) => JSON.stringify(name));
}

function listRequired(document: OpenApiDocument, schema: JsonSchema | Ref | undefined): unknown[] {
  const { required, allOf } = deref<JsonSchema>(document, schema ?? {});
  const parts = Array.isArray(allOf) ? (allOf as JsonSchema[]) : [];
  return [
    ...(Array.isArray(required) ? required : []),
    ...parts.flatMap((part) => listRequired(document, part)),
  ];
}

/** The name of the schema that describes an operation's success, where it is a registered one. */
function successName(document: OpenApiDocument, operation: Operation): string | undefined {
  const response = operation.responses[successStatus(operation)];
  const schema = response && deref(document, response).content?.["application/json"]?.schema;
  return typeof schema?.["$ref"] === "string" ? schema["$ref"].split("/").at(-1) : undefined;
}

const pascalCase = (operationId: string): string =>
  operationId
    .split(".")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
