import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import type { TaskMeta } from "vitest";
import { deref, listOperations, type OpenApiDocument } from "../../scripts/description/document.js";
import { displayPath } from "../../scripts/description/spec-error.js";
import { hideCredentials } from "../contract/hide-credentials.js";
import { quote, renderCurl } from "./curl.js";

/** What Vitest tells of an error. */
interface Thrown {
  name?: string;
  message: string;
  diff?: string;
  expected?: unknown;
  actual?: unknown;
  cause?: Thrown;
  stacks?: { file: string }[];
}

export interface Failure {
  file: string;
  /** As `-t` sees it: the titles, with a space between them. Undefined for what is no test. */
  title: string | undefined;
  errors: readonly Thrown[];
  meta: TaskMeta;
}

const longest_message = 8;
const longest_difference = 20;

/** Says what failed, what is to blame, where the description speaks of it, and how to see it again. */
export async function describeFailure(
  failure: Failure,
  context: {
    seed: number;
    document: OpenApiDocument;
    /** The source line of a place in the bundle. */
    locate: (pointer: readonly string[]) => Promise<{ file: string; line: number }>;
  },
): Promise<string> {
  const { file, title, meta } = failure;
  const errors = failure.errors.flatMap(listCauses);
  // `resolves` says nothing that its cause does not.
  const first = errors.find(({ message }) => !message.startsWith("promise rejected")) ?? errors[0];
  const difference = errors.map(differenceOf).find((text) => text !== undefined);
  const pointer = findPlace(failure, context.document);
  const place = pointer && (await context.locate(pointer));
  const at = file === "" ? "" : ` ${quote(file)}`;
  const only = title === undefined ? "" : ` -t ${quote(`^${escapeRegExp(title)}$`)}`;
  const text = [
    cut(`${first?.name ?? "Error"}: ${first?.message}`, longest_message),
    ...(difference === undefined ? [] : [cut(difference, longest_difference)]),
    `blame   ${findBlame(failure, context.document)}`,
    ...(place ? [`spec    ${place.file}:${place.line}`] : []),
    ...(meta.exchange ? [`curl    ${renderCurl(meta.exchange)}`] : []),
    `replay  CONTRACT_SEED=${context.seed} npx vitest run${at}${only}`,
  ].join("\n");
  return hideCredentials(text, meta.exchange?.headers);
}

function listCauses({ name = "Error", ...error }: Thrown): Thrown[] {
  // Vitest writes into the name of what it has printed.
  const own = { ...error, name: name.replace(/^(Caused by: )+/, "") };
  return [own, ...(typeof error.cause === "object" && error.cause ? listCauses(error.cause) : [])];
}

function differenceOf({ diff, expected, actual }: Thrown): string | undefined {
  if (diff !== undefined || typeof expected !== "string" || typeof actual !== "string") return diff;
  return [expected.replaceAll(/^/gm, "- "), actual.replaceAll(/^/gm, "+ ")].join("\n");
}

/** At most so many lines: the last one says how many are missing. */
function cut(text: string, most: number): string {
  const lines = hidePlaces(stripVTControlCharacters(text)).trim().split("\n");
  if (lines.length <= most) return lines.join("\n");
  return [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`].join("\n");
}

/** Leaves out what another machine or another run would say differently. */
function hidePlaces(text: string): string {
  const here = process.cwd();
  return [here, here.replaceAll("\\", "/"), tmpdir()]
    .reduce((all, folder) => all.replaceAll(folder, "."), text)
    .replaceAll(/(127\.0\.0\.1|localhost|\[::1\]):\d+/g, "$1:PORT");
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** The operations that a title names. */
const namedBy = ({ title = "" }: Failure, document: OpenApiDocument) =>
  listOperations(document).filter(({ operation }) => title.split(/[\s,]+/).includes(operation.operationId));

/** No more than the evidence says: of several exchanges, it is the last. */
export function findBlame(failure: Failure, document: OpenApiDocument): string {
  const {
    title = "",
    meta: { exchange, mutant },
  } = failure;
  if (mutant?.killers.length === 0) return "undecided: nothing noticed this mutant; a check may be missing";
  if (exchange === undefined) return blameWithoutTraffic(failure);

  const { operationId, server, status, example, spoiled, violations } = exchange;
  const objectionTo = (part: "request" | "response", all = true): string | undefined => {
    const found = violations.find((each) => each.in === part && (all || each.by === "Prism"));
    return found && `${found.at || part} (${found.by}: ${found.says})`;
  };
  const request = objectionTo("request");
  // What Prism makes up itself, to say so among others, breaks the schema as well.
  const response = objectionTo("response", example);
  const named = namedBy(failure, document).map(({ operation }) => operation.operationId);
  if (status === undefined && server === "mock") return "mock: it gave no answer";
  if (operationId === undefined) return "client: it sent a request that is none of the description's";
  if (named.length > 0 && !named.includes(operationId)) return `client: it called ${operationId} instead`;
  if (/ flows then /.test(title))
    return "undecided: the link's x-stytch-answer, or what it hands on, is wrong, or else the client is";
  if (request !== undefined && spoiled) return `undecided: the test itself spoiled the request at ${request}`;
  if (typed.test(title) && response === undefined)
    return `undecided: what a person typed into contract/golden/ contradicts the description${request === undefined ? ", or the client reads it wrongly" : ` at ${request}`}`;
  if (request !== undefined)
    return `client: unless the test asked for it, it sent what the description forbids at ${request}`;
  if (server === "stub") return "client: nobody objects to its request, and a stub answered";
  if (response !== undefined) return `spec: an example breaks its own schema at ${response}`;
  if (!example) return `mock: it made up a ${status} that is none of the description's examples`;
  return "client: nobody objects to request and answer; the client, or else the test, reads them wrongly";
}

/** The titles of what a person typed against a description. */
const typed = / golden (?:calls|bodies) /;

function blameWithoutTraffic({ errors, meta, title = "" }: Failure): string {
  const causes = errors.flatMap(listCauses);
  const isThrown = (name: string): boolean => causes.some((error) => error.name === name);
  if (isThrown("SpecError")) return "spec: nothing can be generated from it";
  if (meta.refused || isThrown("ClientError")) return "client: it refused the call";
  if (title.startsWith("every operation goldens "))
    return "undecided: a person has to type what the description has anew";
  if (typed.test(title))
    return "undecided: what a person typed into contract/golden/ contradicts the description";
  const file = displayPath(causes.at(-1)?.stacks?.[0]?.file ?? "");
  // The other errors of its own are what it is meant to throw.
  return /^(src|generated)\//.test(file) && !isThrown("StytchError") && !isThrown("RequestError")
    ? `client: something was thrown in ${file}`
    : "undecided: nothing passed between the client and the mock";
}

/** The place in the bundle that a failure is about: what the check says, or the parameter, the answer, the operation. */
function findPlace(failure: Failure, document: OpenApiDocument): string[] | undefined {
  const { pointer: told, exchange } = failure.meta;
  if (told !== undefined) return told;
  const { operationId, status, headers, violations = [] } = exchange ?? {};
  const called = listOperations(document).find(({ operation }) => operation.operationId === operationId);
  const { pointer, operation } = called ?? namedBy(failure, document)[0] ?? {};
  if (pointer === undefined) return undefined;
  const { parameters = [], responses } = operation!;
  const objections = violations.filter((violation) => violation.in === "request");
  const objection = objections.find(({ by }) => by === "Ajv") ?? objections[0];
  const names = objection?.at.split(/[./]/);
  const parameter = parameters.findIndex((each) => names?.includes(deref(document, each).name));
  if (parameter >= 0) return [...pointer, "parameters", String(parameter), "schema", objection!.says];
  if (objection !== undefined && operation!.requestBody !== undefined) return [...pointer, "requestBody"];
  // Asked for an example that breaks its schema, Prism answers something else.
  const [, code = status, example] = /code=(\d+)(?:, example=(\S+))?/.exec(headers?.["prefer"] ?? "") ?? [];
  if (code === undefined) return pointer;
  const answer = [...pointer, "responses", Object.hasOwn(responses, code) ? String(code) : "default"];
  return example === undefined ? answer : [...answer, "content", "application/json", "examples", example];
}
