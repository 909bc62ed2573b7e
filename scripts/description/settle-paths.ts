import { deref, listOperations, type OpenApiDocument } from "./document.js";

/** Gives each operation of a document all that its path says for it, and leaves nothing else in a path. */
export function settlePaths(document: OpenApiDocument): void {
  document.paths ??= {};
  dropExtensions(document.paths);
  // Each path that is one of these has its own copy.
  Reflect.deleteProperty(document.components ?? {}, "pathItems");
  for (const { path, operation } of listOperations(document)) {
    operation.responses ??= {};
    dropExtensions(operation.responses);
    const own = operation.parameters ?? [];
    const shared = (document.paths[path]!["parameters"] ?? []) as typeof own;
    const keyOf = (parameter: (typeof own)[number]): string => {
      const { in: place, name } = deref(document, parameter);
      return JSON.stringify([place, name]);
    };
    const known = new Set(own.map(keyOf));
    // The operation's own stay where they are found by their index.
    operation.parameters = [...own, ...shared.filter((each) => !known.has(keyOf(each)))];
  }
  for (const item of Object.values(document.paths)) delete item["parameters"];
  dropSameServers(document);
}

/** Among names, what is called so may be anything. */
function dropExtensions(named: object): void {
  for (const name of Object.keys(named)) if (name.startsWith("x-")) Reflect.deleteProperty(named, name);
}

/** What only says again where the document is served. */
function dropSameServers(document: OpenApiDocument): void {
  const isSame = ({ servers }: { servers?: unknown }): boolean =>
    Array.isArray(servers) && JSON.stringify(servers) === JSON.stringify(document.servers);
  const holders = listOperations(document).map(({ operation }) => operation);
  for (const holder of [...Object.values(document.paths), ...holders]) {
    if (isSame(holder)) delete holder["servers"];
  }
}
