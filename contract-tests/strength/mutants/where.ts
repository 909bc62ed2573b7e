/** The mutants of something that a description may lack. */
export function where<Thing, Mutant>(thing: Thing | undefined, list: (thing: Thing) => Mutant[]): Mutant[] {
  return thing === undefined ? [] : list(thing);
}
