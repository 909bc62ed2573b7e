/** What a function has already, and what calls it in other ways. */
const ownOfFunctions = new Set("name length prototype arguments caller apply bind call".split(" "));

/** Whether a method that a name leads through has one of the name's parts already, as the function that it is. */
export function isOwnOfMethod(
  parts: readonly string[],
  index: number,
  methods: { has: (name: string) => boolean },
): boolean {
  return ownOfFunctions.has(parts[index]!) && methods.has(parts.slice(0, index).join("."));
}
