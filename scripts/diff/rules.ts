import {
  describe,
  judgeAsRedocly,
  judgeDeprecated,
  judgeSchema,
  judgeText,
  quote,
  type Situation,
} from "./schema-rules.js";
import { follow, resolvePath } from "./resolve-path.js";
import { judge, type Verdict } from "./verdict.js";

/** What is read by people and by tests alone. */
const told = /^(?:Example|Link|Tag|Info|License|Contact|ExternalDocs|SpecExtension)/;

/** Judges a change by what was changed. */
export function judgeChange(situation: Situation): Verdict[] {
  const { change, keys, old, now, directions } = situation;
  const { kind, property, typeName } = change;
  const [last = ""] = keys.slice(-1);
  const isAdded = kind === "added";
  if (property?.startsWith("x-stytch-") || typeName.startsWith("Server")) return judgeServers(situation);
  if (kind !== "modified" && keys[0] === "components" && keys.length === 3)
    return [judgeComponent(situation)];
  if (told.test(typeName)) return [judgeText(change)];
  if (property === "deprecated") return [judgeDeprecated(now)];
  switch (typeName) {
    case "Operation":
      if (kind !== "modified") return [judgeOperation(last.toUpperCase(), isAdded)];
      // A method of the client, and nothing on the wire.
      if (property === "operationId")
        return [judge("operation-renamed", describe("operationId", old, now), ["compile"])];
      break;
    case "PathItem":
      if (kind !== "modified") return [judgeOperation(last, isAdded)];
      if (property === "key") return [judgePath(String(old), String(now))];
      break;
    case "Parameter":
      return judgeParameter(situation);
    case "ParameterList": {
      const list = (isAdded ? now : old) as unknown[];
      return list.flatMap((each) => judgeParameter({ ...situation, [isAdded ? "now" : "old"]: each }));
    }
    case "RequestBody":
      return judgeBody(situation);
    case "Response":
    case "Responses":
      return judgeResponse(situation);
    case "MediaType":
    case "MediaTypesMap":
      if (property === "key")
        return [
          judge("media-type-renamed", `${quote(old)} became ${quote(now)}.`, ["compile", "run", "server"]),
        ];
      if (kind === "modified") break;
      if (isAdded) return [judge("media-type-added", `${quote(last)} is new.`, ["server"])];
      return [judge("media-type-removed", `${quote(last)} is gone.`, ["compile", "run"])];
    case "Header":
    case "HeadersMap":
      if (directions.includes("response")) return judgeHeader(situation);
      break;
    case "SecurityRequirement":
    case "SecurityRequirementList":
      return judgeSecurity(situation);
    case "SecurityScheme":
      if (change.impact === "major")
        return [judge("security-changed", change.verdicts[0]!.message, ["run", "server"])];
      break;
    case "Schema":
    case "SchemaProperties":
    case "SchemaList":
    case "SchemaMap":
    case "AllOf":
    case "AnyOf":
    case "OneOf":
      return judgeSchema(situation);
  }
  return judgeAsRedocly(change);
}

const judgeOperation = (name: string, isAdded: boolean): Verdict =>
  isAdded
    ? judge("operation-added", `${name} is new.`, ["server"])
    : judge("operation-removed", `${name} is gone.`, ["compile", "run"]);

function judgePath(old: string, now: string): Verdict {
  const [from, to] = [old, now].map((path) => path.replaceAll(/\{[^}]*\}/g, "{}"));
  const message = `${quote(old)} became ${quote(now)}.`;
  // The names between the braces are in the types alone.
  if (from === to) return judge("path-parameter-renamed", message, ["compile"]);
  return judge("path-moved", message, ["compile", "run", "server"]);
}

/** The types have a name for each of these. Nothing on the wire has. */
function judgeComponent({ change, keys }: Situation): Verdict {
  const [, section = "", name] = keys;
  const isTyped = ["schemas", "responses", "parameters", "requestBodies", "headers"].includes(section);
  if (change.kind === "added")
    return judge("component-added", `${quote(name)} is new.`, [], isTyped ? "more" : "nothing");
  return judge("component-removed", `${quote(name)} is gone.`, isTyped ? ["compile"] : []);
}

function judgeParameter({ change, keys, old, now, base, revision }: Situation): Verdict[] {
  const { kind, property } = change;
  if (kind !== "modified") {
    const whole = kind === "added" ? follow(revision, now) : follow(base, old);
    const { name, in: place, required } = Object(whole) as Record<string, unknown>;
    const what = `The ${String(place)} parameter ${quote(name)}`;
    if (kind === "removed") return [judge("parameter-removed", `${what} is gone.`, ["compile", "run"])];
    if (required === true)
      return [judge("required-parameter-added", `${what} is new, and required.`, ["compile", "run"])];
    return [judge("parameter-added", `${what} is new.`, ["server"])];
  }
  switch (property) {
    case "required":
      return now === true
        ? [judge("parameter-required", "It is required now.", ["compile", "run"])]
        : [judge("parameter-optional", "It is optional now.", ["server"])];
    case "name": {
      const message = `${quote(old)} became ${quote(now)}.`;
      // That of a path has no name on the wire, and that of a header no case.
      const { in: place } = Object(follow(revision, resolvePath(revision, keys))) as { in?: unknown };
      const isSame =
        place === "path" || (place === "header" && String(old).toLowerCase() === String(now).toLowerCase());
      return [judge("parameter-renamed", message, isSame ? ["compile"] : ["compile", "run", "server"])];
    }
    case "in":
      return [judge("parameter-moved", describe("in", old, now), ["compile", "run", "server"])];
    case "style":
    case "explode":
    case "allowReserved":
      return [judge("parameter-written-otherwise", describe(property, old, now), ["run", "server"])];
  }
  return judgeAsRedocly(change);
}

function judgeBody({ change, now, revision }: Situation): Verdict[] {
  const isRequired = (Object(follow(revision, now)) as { required?: unknown }).required === true;
  if (change.kind === "removed") return [judge("body-removed", "The body is gone.", ["compile", "run"])];
  if (change.kind === "added")
    return isRequired
      ? [judge("required-body-added", "A body is new, and required.", ["compile", "run"])]
      : [judge("body-added", "A body is new.", ["server"])];
  if (change.property !== "required") return judgeAsRedocly(change);
  return now === true
    ? [judge("body-required", "The body is required now.", ["compile", "run"])]
    : [judge("body-optional", "The body is optional now.", ["server"])];
}

function judgeResponse({ change, keys, old, now }: Situation): Verdict[] {
  const [status = ""] = keys.slice(-1);
  // Redocly takes two that look alike for one.
  if (change.property === "key") return [judgeStatus(String(old), false), judgeStatus(String(now), true)];
  return change.kind === "modified" ? judgeAsRedocly(change) : [judgeStatus(status, change.kind === "added")];
}

/** Who calls has to take failures that are not listed, and reads what a success brings. */
function judgeStatus(status: string, isAdded: boolean): Verdict {
  if (!isAdded) return judge("response-removed", `${status} is answered no more.`, ["compile", "server"]);
  const message = `${status} is answered too.`;
  return status.startsWith("2")
    ? judge("success-added", message, ["compile", "run"])
    : judge("failure-added", message, [], "more");
}

function judgeHeader(situation: Situation): Verdict[] {
  const { change, keys, old, now, revision } = situation;
  const { kind, property, typeName } = change;
  if (typeName === "HeadersMap")
    return Object.entries(Object(kind === "added" ? now : old) as object).flatMap(([name, header]) =>
      judgeHeader({
        ...situation,
        change: { ...change, typeName: "Header" },
        keys: [...keys, name],
        [kind === "added" ? "now" : "old"]: header as unknown,
      }),
    );
  const name = quote(keys.at(-1));
  if (kind === "added") {
    const { required } = Object(follow(revision, now)) as { required?: unknown };
    return [judge("header-added", `The header ${name} is new.`, required === true ? ["server"] : [], "more")];
  }
  if (kind === "removed") return [judge("header-removed", `The header ${name} is gone.`, ["compile", "run"])];
  if (property === "key") {
    const isSame = String(old).toLowerCase() === String(now).toLowerCase();
    const message = `The header ${quote(old)} became ${quote(now)}.`;
    return [judge("header-renamed", message, isSame ? ["compile"] : ["compile", "run", "server"])];
  }
  if (property !== "required") return judgeAsRedocly(change);
  return now === true
    ? [judge("header-required", `The header ${name} always comes now.`, ["server"])]
    : [judge("header-optional", `The header ${name} may be missing now.`, ["compile", "run"])];
}

/** Whether a list of requirements lets somebody in without credentials. */
const isAnonymous = (list: unknown): boolean =>
  Array.isArray(list) &&
  (list.length === 0 || list.some((each) => Object.keys(Object(each) as object).length === 0));

function judgeSecurity({ change, keys, base, revision }: Situation): Verdict[] {
  const list = keys.slice(0, keys.indexOf("security") + 1);
  // Where an operation has none, that of the whole document holds.
  const lists = [base, revision].map(
    (document) =>
      list.reduce<unknown>((node, key) => (Object(node) as Record<string, unknown>)[key], document) ??
      document.security,
  );
  const [wasAnonymous, isAnonymousNow] = lists.map(isAnonymous);
  if (!wasAnonymous && isAnonymousNow)
    return [judge("security-removed", "It can be called without credentials now.", ["run", "server"])];
  if (wasAnonymous && !isAnonymousNow)
    return [judge("security-required", "It can no longer be called without credentials.", ["run"])];
  const [verdict] = change.verdicts;
  if (verdict !== undefined) return [judge("security-changed", verdict.message, ["run", "server"])];
  if (change.kind === "removed") return [judgeText(change)];
  return [judge("security-added", "Other credentials do too.", ["server"])];
}

/** Where requests go, and how callers name it. */
function judgeServers({ change, old, now }: Situation): Verdict[] {
  const { kind, property } = change;
  if (property === "x-stytch-env")
    return [judge("server-renamed", describe(property, old, now), ["compile"])];
  if (property === "url" || property === "x-stytch-project-id-prefix")
    return [judge("server-moved", describe(property, old, now), ["run", "server"])];
  if (kind === "added") return [judge("server-added", "A server is new.", ["server"])];
  if (kind === "removed") return [judge("server-removed", "A server is gone.", ["compile", "run"])];
  return judgeAsRedocly(change);
}
