import type { OpenApiDocument } from "../description/document.js";
import type { Change } from "./find-changes.js";
import type { Direction } from "./find-directions.js";
import { follow, isAnnotation, resolvePath } from "./resolve-path.js";
import { judge, judgeValues, type Effect, type Verdict } from "./verdict.js";

/** A change, and where it stands. */
export interface Situation {
  change: Change;
  /** Of its path. */
  keys: readonly string[];
  old: unknown;
  now: unknown;
  directions: readonly Direction[];
  base: OpenApiDocument;
  revision: OpenApiDocument;
}

export const quote = (name: unknown): string => `\`${String(name)}\``;

/** Judges a change of a schema or of something in it. */
export function judgeSchema(situation: Situation): Verdict[] {
  const { change, keys, old, now, directions } = situation;
  const { kind, property = "", typeName } = change;
  const [holder, last = ""] = keys.slice(-2);
  if (kind === "modified") return judgeKeyword(situation, property);
  const isAdded = kind === "added";
  const word = isAdded ? "new" : "gone";
  if (typeName === "SchemaProperties")
    return Object.keys(Object(isAdded ? now : old) as object).map((name) => judgeProperty(situation, name));
  if (holder === "properties") return [judgeProperty(situation, last)];
  const choice = /^(?:all|any|one)Of$/.exec(typeName === "Schema" ? (holder ?? "") : last)?.[0];
  if (choice !== undefined) {
    // A list of alternatives narrows by being there, and each alternative widens it.
    const isMore = typeName === "Schema" && choice !== "allOf" ? isAdded : !isAdded;
    const reach = { directions, isTyped: true, isNamed: true };
    const what = typeName === "Schema" ? `A part of ${quote(choice)}` : quote(choice);
    return [judgeValues("parts-changed", `${what} is ${word}.`, isMore ? "more" : "fewer", reach)];
  }
  const isTyped = ["schema", "items", "additionalProperties", "prefixItems"].includes(last);
  const effect = isAdded ? "fewer" : "more";
  return [judgeValues("constraint-changed", `${quote(last)} is ${word}.`, effect, { directions, isTyped })];
}

function judgeProperty({ change, directions, keys, revision }: Situation, name: string): Verdict {
  const owner = keys.slice(0, keys.lastIndexOf("properties"));
  const { additionalProperties } = Object(follow(revision, resolvePath(revision, owner))) as Record<
    string,
    unknown
  >;
  const isRead = directions.includes("response");
  if (change.kind === "added")
    return judge(
      "property-added",
      `${quote(name)} is new.`,
      directions.includes("request") ? ["server"] : [],
      "more",
    );
  const isRefused = directions.includes("request") && additionalProperties === false;
  return judge("property-removed", `${quote(name)} is gone.`, [
    "compile",
    ...(isRead || isRefused ? (["run"] as const) : []),
  ]);
}

/** How many values fit after another value of a keyword that constrains. */
function compare(keyword: string, old: unknown, now: unknown): Effect {
  const open: Readonly<Record<string, unknown>> = {
    uniqueItems: false,
    additionalProperties: true,
    unevaluatedProperties: true,
    unevaluatedItems: true,
    items: true,
  };
  const isUnsaid = (value: unknown): boolean => value === undefined || value === open[keyword];
  if (isUnsaid(old)) return "fewer";
  if (isUnsaid(now)) return "more";
  if (typeof old !== "number" || typeof now !== "number") return "others";
  if (/^(?:min|exclusiveMin)/.test(keyword)) return now > old ? "fewer" : "more";
  if (/^(?:max|exclusiveMax)/.test(keyword)) return now < old ? "fewer" : "more";
  return "others";
}

function judgeKeyword(situation: Situation, keyword: string): Verdict[] {
  const { change, old, now, directions, keys, base } = situation;
  if (isAnnotation(keyword) && keyword !== "deprecated") return [judgeText(change)];
  switch (keyword) {
    case "key":
      return [judge("property-renamed", `${quote(old)} became ${quote(now)}.`, ["compile", "run", "server"])];
    case "required":
      return judgeRequired(situation);
    case "enum":
    case "const":
      return judgeValueSet(situation, keyword);
    case "type":
      return judgeType(situation);
    case "default":
      return [
        directions.includes("request")
          ? judge("default-changed", `What is left out counts as ${JSON.stringify(now) ?? "nothing"} now.`, [
              "run",
              "server",
            ])
          : judgeText(change),
      ];
    case "deprecated":
      return [judgeDeprecated(now)];
    case "readOnly":
    case "writeOnly": {
      const breaks = directions.includes(keyword === "readOnly" ? "request" : "response");
      const name = quote(keys.at(-1));
      return [
        now === true
          ? judge(
              "side-changed",
              `${name} is ${keyword === "readOnly" ? "no longer read from a request" : "no longer answered"}.`,
              breaks ? ["run"] : [],
            )
          : judge(
              "side-changed",
              `${name} is no longer ${quote(keyword)}.`,
              breaks ? ["server"] : [],
              "more",
            ),
      ];
    }
    case "additionalProperties": {
      const effect = compare(keyword, old, now);
      if (effect === "more" && !directions.includes("request")) {
        const { properties = {} } = Object(follow(base, resolvePath(base, keys))) as { properties?: object };
        // Callers have to take properties that they do not know. The type of an object without any has none.
        const isEmpty = Object.keys(properties).length === 0;
        return [judge("object-opened", "Unknown properties may come.", isEmpty ? ["compile"] : [], "more")];
      }
      return [
        judgeValues("constraint-changed", describe(keyword, old, now), effect, {
          directions,
          isTyped: true,
          isNamed: true,
        }),
      ];
    }
    default: {
      // What has another meaning, Redocly knows or nobody.
      if (!constraints.has(keyword)) return judgeAsRedocly(change);
      return [
        judgeValues("constraint-changed", describe(keyword, old, now), compare(keyword, old, now), {
          directions,
        }),
      ];
    }
  }
}

const constraints = new Set(
  (
    "minLength maxLength minItems maxItems minProperties maxProperties minimum maximum exclusiveMinimum exclusiveMaximum " +
    "multipleOf pattern format contentEncoding contentMediaType uniqueItems unevaluatedProperties unevaluatedItems"
  ).split(" "),
);

/** `enum` from `["a"]` to `["b"]`, in words. */
export function describe(what: string, old: unknown, now: unknown): string {
  const [from, to] = [old, now].map((value) => (value === undefined ? "nothing" : JSON.stringify(value)));
  return `${quote(what)} went from ${from} to ${to}.`;
}

export const judgeDeprecated = (now: unknown): Verdict =>
  judge("deprecated", now === true ? "It is deprecated." : "It is no longer deprecated.", [], "more");

/** What nobody's program sees. */
export function judgeText({ kind, property, typeName }: Change): Verdict {
  const verb = { modified: "reads otherwise", added: "is new", removed: "is gone" }[kind];
  return judge("text-changed", `${quote(property ?? typeName)} ${verb}.`, []);
}

/** What Redocly says where no rule of ours knows more: for both kinds of caller, as it does not tell them apart. */
export function judgeAsRedocly(change: Change): Verdict[] {
  const { impact, verdicts, typeName } = change;
  if (impact === "major")
    return verdicts.map(({ ruleId, message }) => judge(ruleId, message, ["compile", "run"]));
  if (impact === "minor") return [judge("part-added", `${quote(typeName)} is new.`, [], "more")];
  return [judgeText(change)];
}

const without = (list: unknown, other: unknown): unknown[] =>
  Array.isArray(list) ? list.filter((each) => !Array.isArray(other) || !other.includes(each)) : [];
const names = (list: readonly unknown[]): string =>
  list.map((each) => quote(typeof each === "string" ? each : JSON.stringify(each))).join(", ");

function judgeRequired({ old, now, directions }: Situation): Verdict[] {
  const [gained, lost] = [without(now, old), without(old, now)];
  const verb = (list: readonly unknown[]): string => (list.length > 1 ? "are" : "is");
  const reach = { directions, isTyped: true };
  return [
    ...(gained.length > 0
      ? [judgeValues("property-required", `${names(gained)} ${verb(gained)} required now.`, "fewer", reach)]
      : []),
    ...(lost.length > 0
      ? [judgeValues("property-optional", `${names(lost)} ${verb(lost)} optional now.`, "more", reach)]
      : []),
  ];
}

function judgeValueSet(situation: Situation, keyword: string): Verdict[] {
  const { old, now, directions } = situation;
  const listOf = (value: unknown): unknown => (value === undefined || keyword === "enum" ? value : [value]);
  const [before, after] = [listOf(old), listOf(now)];
  const [gained, lost] = [without(after, before), without(before, after)];
  if (before !== undefined && after !== undefined && isOpen(situation))
    return [
      ...(gained.length > 0
        ? [judge("known-value-added", `${names(gained)} is a known value now.`, [], "more")]
        : []),
      ...(lost.length > 0
        ? [judge("known-value-removed", `${names(lost)} is no known value any more.`, [])]
        : []),
    ];
  const reach = { directions, isTyped: true, isNamed: true };
  if (before === undefined)
    return [judgeValues("values-listed", `Only ${names(gained)} fits now.`, "fewer", reach)];
  if (after === undefined)
    return [judgeValues("values-unlisted", `Not only ${names(lost)} fits now.`, "more", reach)];
  return [
    ...(gained.length > 0 ? [judgeValues("value-added", `${names(gained)} fits now.`, "more", reach)] : []),
    ...(lost.length > 0
      ? [judgeValues("value-removed", `${names(lost)} fits no more.`, "fewer", reach)]
      : []),
  ];
}

/** Whether any string fits beside the known values: programs have to take unknown ones then. */
function isOpen({ base, revision, keys, change }: Situation): boolean {
  const [list, index] = keys.slice(-2);
  if (list !== "anyOf" || change.kind !== "modified") return false;
  const isAnyString = (part: unknown): boolean => {
    const { type, ...rest } = Object(part) as Record<string, unknown>;
    return type === "string" && Object.keys(rest).every(isAnnotation);
  };
  return [base, revision].every((document) => {
    const parts = resolvePath(document, keys.slice(0, -1));
    return (
      Array.isArray(parts) &&
      parts.some((part, at) => String(at) !== index && isAnyString(follow(document, part)))
    );
  });
}

function judgeType({ old, now, directions }: Situation): Verdict[] {
  const list = (value: unknown): unknown[] | undefined => (value === undefined ? undefined : [value].flat());
  const [before, after] = [list(old), list(now)];
  const fits = (type: unknown, types: readonly unknown[] | undefined): boolean =>
    types === undefined || types.includes(type) || (type === "integer" && types.includes("number"));
  const isAll = (some: readonly unknown[] | undefined, others: readonly unknown[] | undefined): boolean =>
    some === undefined ? others === undefined : some.every((type) => fits(type, others));
  const [isMore, isFewer] = [!isAll(after, before), !isAll(before, after)];
  if (!isMore && !isFewer) return [];
  const written = (types: readonly unknown[] | undefined): string =>
    [...new Set(types?.map((type) => (type === "integer" ? "number" : type)))].toSorted().join();
  const reach = { directions, isTyped: written(before) !== written(after) };
  const effect = isMore && isFewer ? "others" : isMore ? "more" : "fewer";
  return [judgeValues("type-changed", describe("type", old, now), effect, reach)];
}

/**
 * Judges a schema that was put beside or taken out of others, where Redocly sees one thing go and another come:
 * `undefined` where it was not.
 */
export function judgeReshaped(
  situation: Situation,
  spelled: (document: OpenApiDocument, schema: unknown) => string,
): Verdict[] | undefined {
  const { base, revision, keys, directions } = situation;
  const place = keys.slice(0, -1);
  const [before, after] = [resolvePath(base, place), resolvePath(revision, place)];
  if (before === undefined || after === undefined) return undefined;
  if (spelled(base, before) === spelled(revision, after)) return [];
  const has = (document: OpenApiDocument, whole: unknown, other: OpenApiDocument, part: unknown): boolean => {
    const { anyOf, oneOf, ...rest } = Object(follow(document, whole)) as Record<string, unknown>;
    if (!Object.keys(rest).every(isAnnotation)) return false;
    return [anyOf ?? oneOf].flat().some((each) => spelled(document, each) === spelled(other, part));
  };
  const reach = { directions, isTyped: true, isNamed: true };
  if (has(revision, after, base, before))
    return [judgeValues("alternatives-added", "Something else fits too now.", "more", reach)];
  if (has(base, before, revision, after))
    return [judgeValues("alternatives-removed", "Only one alternative is left.", "fewer", reach)];
  return undefined;
}
