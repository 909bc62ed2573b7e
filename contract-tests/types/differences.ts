/** Each property, at any depth and by its path, that is not theirs, with a word for each way in which it differs. */
export type Differences<Theirs, Ours> = {
  [
    Found in InKeys<Theirs, Ours> as Found extends `${infer Path}: ${string}` ? Path : never
  ]: Found extends `${string}: ${infer How}` ? How : never;
};

/** The same without what theirs lacks: of that there is no second opinion. */
export type DifferencesInCommon<Theirs, Ours> = WithoutAdded<Differences<Theirs, Ours>>;

type WithoutAdded<Found> = {
  [Path in keyof Found as Found[Path] extends "added" ? never : Path]: Found[Path];
};

/** A union of `path: word`. A template that is given `never`, no difference, is itself `never`. */
type InKeys<Theirs, Ours, Prefix extends string = ""> = {
  [Key in (keyof Theirs | keyof Ours) & string]-?: Key extends keyof Theirs
    ? Key extends keyof Ours
      ? InProperty<Pick<Theirs, Key>, Pick<Ours, Key>, Key, `${Prefix}${Key}`>
      : `${Prefix}${Key}: missing`
    : `${Prefix}${Key}: added`;
}[(keyof Theirs | keyof Ours) & string];

type InProperty<Theirs, Ours, Key extends keyof Theirs & keyof Ours, Path extends string> =
  | `${Path}: ${Exclude<Presence<Ours>, Presence<Theirs>>}`
  | InValue<Required<Theirs>[Key], Required<Ours>[Key], Path>;

type Presence<Property> = Record<never, never> extends Property ? "optional" : "required";

type InValue<Theirs, Ours, Path extends string> =
  | `${Path}: ${Exclude<Nothing<Ours>, Nothing<Theirs>>}`
  | `${Path}: not ${Exclude<Nothing<Theirs>, Nothing<Ours>>}`
  | InDefined<Exclude<Theirs, null | undefined>, Exclude<Ours, null | undefined>, Path>;

type Nothing<Value> = Value extends null ? "null" : Value extends undefined ? "undefined" : never;

/** A free-form object, which has any string for a key, is compared as a whole. */
type InDefined<Theirs, Ours, Path extends string> =
  Same<Theirs, Ours> extends true
    ? never
    : [Theirs, Ours] extends [(infer Their)[], (infer Our)[]]
      ? InValue<Their, Our, `${Path}[]`>
      : [Theirs, Ours, string] extends [object, object, Exclude<string, keyof Theirs | keyof Ours>]
        ? InKeys<Theirs, Ours, `${Path}.`>
        : `${Path}: ${Word<Theirs, Ours>}`;

type Word<Theirs, Ours> = [Ours] extends [Theirs]
  ? [Theirs] extends [Ours]
    ? string extends Theirs
      ? "known values"
      : "unknown for any"
    : "narrower"
  : [Theirs] extends [Ours]
    ? "wider"
    : "another type";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
