import { deref, listOperations, type OpenApiDocument, type Operation, type PathItem } from "./document.js";
import { formatPointer } from "./json-pointer.js";
import { moveRefs } from "./move-refs.js";

/** Gives each operation of a document all that its path says for it, and leaves nothing else in a path. */
export function settlePaths(document: OpenApiDocument): void {
  document.paths ??= {};
  for (const [path, item] of Object.entries(document.paths)) document.paths[path] = inline(document, item);
  const moved = new Map<string, string>();
  for (const { path, operation, pointer } of listOperations(document)) {
    operation.responses ??= {};
    const own = operation.parameters ?? [];
    const keyOf = (parameter: Shared[number]): string => {
      const { in: place, name } = deref(document, parameter);
      return JSON.stringify([place, name]);
    };
    const known = new Set(own.map(keyOf));
    const parameters = [...own];
    for (const [index, parameter] of sharedOf(document, path).entries()) {
      const place = formatPointer(["paths", path, "parameters", String(index)]);
      if (known.has(keyOf(parameter))) continue;
      if (!moved.has(place))
        moved.set(place, formatPointer([...pointer, "parameters", String(parameters.length)]));
      parameters.push(parameter);
    }
    operation.parameters = parameters;
  }
  for (const item of Object.values(document.paths)) delete item["parameters"];
  moveRefs(document, moved);
}

type Shared = NonNullable<Operation["parameters"]>;

function sharedOf(document: OpenApiDocument, path: string): Shared {
  return (document.paths[path]!["parameters"] ?? []) as Shared;
}

/** A path can be a reference to another, or to a component. */
function inline(document: OpenApiDocument, { $ref, ...own }: PathItem): PathItem {
  if (typeof $ref !== "string") return own;
  return { ...structuredClone(deref<PathItem>(document, { $ref })), ...own };
}
