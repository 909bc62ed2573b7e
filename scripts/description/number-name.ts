/** A name, or where that is taken the first of `name2`, `name3` and so on that is not. */
export function numberName(base: string, isTaken: (name: string) => boolean, number = 1): string {
  const name = number === 1 ? base : `${base}${number}`;
  return isTaken(name) ? numberName(base, isTaken, number + 1) : name;
}
