import type { JsonSchema, OpenApiDocument } from "./document.js";
import { formatPointer, getByPointer, parsePointer } from "./json-pointer.js";
import { moveRefs } from "./move-refs.js";
import { numberName } from "./number-name.js";
import { listRefs } from "./references.js";

/** Makes components of the parts of components that references lead to and that no type has. */
export function hoistRefs(document: OpenApiDocument): void {
  const deep = listRefs(document)
    .map(({ $ref }) => formatPointer(parsePointer($ref)))
    .filter((place) => /^#\/components\/schemas\/[^/]+\//.test(place) && !isTyped(document, place));
  // Parts of parts first, as long as they are found where the reference says.
  const places = [...new Set(deep)].toSorted((one, other) => other.length - one.length);
  const moved = new Map<string, string>();
  for (const place of places) {
    const keys = parsePointer(place);
    const part = getByPointer(document, keys) as JsonSchema | undefined;
    if (part === undefined) continue;
    const { schemas } = document.components;
    const name = numberName(keys.slice(2).join("_"), (each) => Object.hasOwn(schemas, each));
    schemas[name] = part;
    const target = formatPointer(["components", "schemas", name]);
    Reflect.set(getByPointer(document, keys.slice(0, -1)) as object, keys.at(-1)!, { $ref: target });
    moved.set(place, target);
  }
  moveRefs(document, moved);
}

/** Whether a type has the part: of a component that is an object, and nothing else, it has the properties. */
function isTyped({ components }: OpenApiDocument, place: string): boolean {
  const [, , name, keyword, ...rest] = parsePointer(place);
  const { type, oneOf, anyOf } = Object(components.schemas[name!]) as JsonSchema;
  return (
    keyword === "properties" && rest.length === 1 && (oneOf ?? anyOf) === undefined && !Array.isArray(type)
  );
}
