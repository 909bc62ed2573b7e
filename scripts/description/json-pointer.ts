/** The keys of a JSON pointer in a URI fragment, such as `#/paths/~1v1~1members/delete` (RFC 6901). */
export function parsePointer(fragment: string): string[] {
  return fragment
    .split("/")
    .slice(1)
    .map((key) => decodeKey(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A `%` that escapes nothing stands for itself. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Writes keys as such a fragment; what a URI would spell in another way stays as it is. */
export function formatPointer(keys: readonly string[]): string {
  return `#/${keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

/** The value at the end of the keys, or undefined where there is none. */
export function getByPointer(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], root);
}
