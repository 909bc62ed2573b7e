import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { deref, listOperations, type OpenApiDocument } from "../../scripts/document.js";
import { hideCredentials, quote, renderCurl } from "./curl.js";
import type { LastExchange, Mutant } from "./meta.js";

/** What Vitest tells of an error. */
export interface Thrown {
  name?: string | undefined;
  message: string;
  diff?: string | undefined;
  expected?: unknown;
  actual?: unknown;
  cause?: Thrown | undefined;
  stacks?: { file: string; line: number }[] | undefined;
}

export interface Failure {
  file: string;
  /** As `-t` sees it: the titles, with a space between them. Undefined for what is no test. */
  title?: string | undefined;
  errors: readonly Thrown[];
  exchange?: LastExchange | undefined;
  mutant?: Mutant | undefined;
}

export interface Context {
  seed: number;
  document: OpenApiDocument;
  /** The source line of a place in the bundle. */
  locate: (pointer: readonly string[]) => Promise<{ file: string; line: number }>;
}

const longest_message = 8;
const longest_difference = 20;

/** Says what failed, who is at fault, where the description speaks of it, and how to see it again. */
export async function describeFailure(failure: Failure, context: Context): Promise<string> {
  const { file, title, exchange } = failure;
  const errors = failure.errors.flatMap(listCauses);
  const [first = { message: "It failed without an error." }] = errors;
  const difference = errors.map(differenceOf).find((text) => text !== undefined);
  const pointer = findPlace(failure, context.document);
  const place = pointer && (await context.locate(pointer));
  const facts = {
    fault: findFault(failure, context.document),
    spec: place && `${place.file}:${place.line}`,
    replay: [
      `CONTRACT_SEED=${context.seed} npx vitest run`,
      ...(file === "" ? [] : [quote(file)]),
      ...(title === undefined ? [] : ["-t", quote(`^${escapeRegExp(title)}$`)]),
    ].join(" "),
  };
  const text = [
    cut(`${first.name ?? "Error"}: ${first.message}`, longest_message),
    ...(difference === undefined ? [] : [cut(difference, longest_difference)]),
    "",
    ...Object.entries(facts).flatMap(([label, fact]) => (fact ? `${label.padEnd(7)} ${fact}` : [])),
  ].join("\n");
  if (exchange === undefined) return hidePlaces(text);
  return hideCredentials(`${hidePlaces(text)}\ncurl    ${renderCurl(exchange)}`, exchange);
}

function listCauses(error: Thrown): Thrown[] {
  return [error, ...(typeof error.cause === "object" && error.cause ? listCauses(error.cause) : [])];
}

function differenceOf({ diff, expected, actual }: Thrown): string | undefined {
  if (diff !== undefined) return diff;
  if (typeof expected !== "string" || typeof actual !== "string") return undefined;
  return [expected.replaceAll(/^/gm, "- "), actual.replaceAll(/^/gm, "+ ")].join("\n");
}

/** At most so many lines, the last of which says how many are missing. */
function cut(text: string, most: number): string {
  const lines = stripVTControlCharacters(text).trim().split("\n");
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
export function findFault(failure: Failure, document: OpenApiDocument): string {
  const { errors, exchange, mutant } = failure;
  if (mutant !== undefined && mutant.killers.length === 0)
    return "undecided: nothing noticed this mutant, so a check is missing or the mutant changes nothing";
  if (errors.some(({ name }) => name === "SpecError")) return "spec: nothing can be generated from it";
  if (exchange === undefined) return faultWithoutTraffic(errors);

  const { operationId, server, status, example, spoiled, violations } = exchange;
  const objectionTo = (part: "request" | "response"): string | undefined => {
    const found = violations.find((violation) => violation.in === part);
    return found && `${found.place} (${found.says})`;
  };
  const named = namedBy(failure, document).map(({ operation }) => operation.operationId);
  if (operationId === undefined) return "client: it sent a request that is none of the description's";
  if (named.length > 0 && !named.includes(operationId)) return `client: it asked for ${operationId} instead`;
  if (status === undefined && server === "mock") return "mock: it gave no answer";
  const wrong_request = objectionTo("request");
  if (wrong_request !== undefined)
    return spoiled
      ? `undecided: the test itself spoiled the request at ${wrong_request}`
      : `client: unless the test called for it, it sent what the description does not allow at ${wrong_request}`;
  if (server === "suite") return "client: the request fits, and the suite itself answered";
  const wrong_answer = objectionTo("response");
  if (!example) return `mock: it made up an answer ${status}, which is none of the description's examples`;
  if (wrong_answer !== undefined) return `spec: an example breaks its own schema at ${wrong_answer}`;
  return "client: request and answer fit the description, so it is what the client, or else the test, made of them";
}

function faultWithoutTraffic(errors: readonly Thrown[]): string {
  const [thrower] = errors.flatMap(({ stacks = [] }) => stacks.slice(0, 1));
  const file = thrower?.file.replaceAll("\\", "/").replace(`${process.cwd().replaceAll("\\", "/")}/`, "");
  return file !== undefined && /^(src|generated)\//.test(file)
    ? `client: the error was thrown at ${file}:${thrower!.line}`
    : "undecided: nothing passed between the client and the mock";
}

/** The place in the bundle that a failure is about: the parameter, the answer or the operation. */
function findPlace(failure: Failure, document: OpenApiDocument): string[] | undefined {
  const { operationId, status, violations = [] } = failure.exchange ?? {};
  const [named] = namedBy(failure, document);
  const operation = listOperations(document).find((each) => each.operation.operationId === operationId);
  const subject = operation ?? named;
  if (subject === undefined) return undefined;
  const { pointer } = subject;
  const { parameters = [], responses } = subject.operation;
  const objection = violations.find((violation) => violation.in === "request");
  const parameter = parameters.findIndex((each) =>
    objection?.place.split(".").includes(deref(document, each).name),
  );
  if (parameter >= 0) return [...pointer, "parameters", String(parameter)];
  if (status === undefined) return pointer;
  return [...pointer, "responses", Object.hasOwn(responses, status) ? String(status) : "default"];
}
