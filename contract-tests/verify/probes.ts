import type { OpenApiDocument } from "../../scripts/description/document.js";
import type { CallOptions } from "../../src/index.js";
import { credentials as nobody } from "../contract/caller.js";
import { listOperationCases, type AnswerCase, type OperationCase } from "../contract/cases.js";
import { actFor } from "../contract/operation/call-options.js";
import { flatten } from "../contract/operation/call-values.js";
import type { Spoilable } from "../contract/recorder.js";
import type { FreshIds } from "./fresh-ids.js";

export interface Credentials {
  project_id: string;
  secret: string;
}

/** A request that is made, and what has to come of it. */
export interface Probe {
  operation: OperationCase;
  what: string;
  /**
   * `refused credentials`: it is let in by nobody. `refused`: it is let in, and names nothing. `read` and `deleted`: it
   * succeeds.
   */
  due: "refused credentials" | "refused" | "read" | "deleted";
  config: Credentials;
  params: Record<string, unknown>;
  options: CallOptions;
  /** What is done to the request behind the client's back. */
  spoil: (request: Spoilable) => void;
  /** The answer that a mock is asked for, which knows no ids and no secrets. */
  example: AnswerCase | undefined;
}

export interface Plan {
  probes: Probe[];
  /** What is not asked, and why. */
  left_out: string[];
}

/** What can be asked of each operation without anything being changed, even by a server that checks nothing. */
export function planProbes(document: OpenApiDocument, credentials: Credentials, fresh: FreshIds): Plan {
  const plans = listOperationCases(document).map((operation) => planOperation(operation, credentials, fresh));
  return {
    probes: plans.flatMap(({ probes }) => probes),
    left_out: plans.flatMap(({ left_out }) => left_out),
  };
}

function planOperation(operation: OperationCase, credentials: Credentials, fresh: FreshIds): Plan {
  const { operationId, method, safe, body, securityHeaders, sessions } = operation;
  const ids = fresh.make(operation);
  const namesNothing = Object.keys(ids).length > 0;
  // What makes something may make it where nothing was, or what its body names.
  const mayMake = !safe && (method !== "DELETE" || body !== undefined);
  const leaveOut = (why: string): Plan => ({ probes: [], left_out: [`${operationId}: ${why}`] });
  if (!safe && !namesNothing)
    return leaveOut("it changes something, and no id in its path could be one that does not exist");
  if (mayMake && securityHeaders.length === 0)
    return leaveOut("it may make something, and is open to everybody");
  const least = { ...operation.least, path: { ...operation.least.path, ...ids } };
  const probe = (what: string, due: Probe["due"], other: Partial<Probe> = {}): Probe => ({
    operation,
    what,
    due,
    config: credentials,
    params: flatten(operation, least),
    options: {},
    spoil: mayMake ? dropBody : () => {},
    example: undefined,
    ...other,
  });
  const refusals = operation.answers.filter(({ status = 0 }) => status >= 400 && status < 500);
  const refusal = (...names: RegExp[]): AnswerCase | undefined =>
    names.flatMap((name) => refusals.find((each) => name.test(`${each.status} ${each.name}`)) ?? [])[0];
  const isBasic = securityHeaders.some(({ kind }) => kind === "basic");
  const of_credentials =
    securityHeaders.length === 0
      ? []
      : [
          probe("no credentials", "refused credentials", {
            spoil: (request) => {
              if (mayMake) dropBody(request);
              for (const { header } of securityHeaders) delete request.headers[header];
            },
          }),
          ...(isBasic
            ? [
                probe("an unknown project", "refused credentials", {
                  config: nobody,
                  example: refusal(/project/, /^401/),
                }),
              ]
            : []),
          probe("a wrong secret", "refused credentials", {
            config: { ...credentials, secret: "wrong-secret" },
            example: refusal(/^401 unauthorized_credentials/, /^401/),
          }),
        ];
  if (mayMake) {
    const why = "with credentials it may make something: it is asked without them alone";
    return { probes: of_credentials, left_out: [`${operationId}: ${why}`] };
  }
  const of_ids = namesNothing
    ? probe("ids that do not exist", "refused", { example: refusal(/^404/, /^4/) })
    : probe("the least that it takes", "read");
  const of_sessions = sessions.map(({ name }) =>
    probe(`a malformed ${name}`, "refused", {
      options: actFor(operation, [name]),
      spoil: ({ headers }) => (headers[name.toLowerCase()] = "malformed"),
      example: refusal(/session_token/, /session/, /^4/),
    }),
  );
  return { probes: [...of_credentials, of_ids, ...of_sessions], left_out: [] };
}

function dropBody(request: Spoilable): void {
  request.text = undefined;
  delete request.headers["content-type"];
}

/** Existing ids, by the names of the parameters of a path. */
export type GivenIds = Readonly<Record<string, string>>;

/** The calls that delete what is given: a path that ends with the id, and nothing below or above it. */
export function planDeletions(
  document: OpenApiDocument,
  credentials: Credentials,
  given: GivenIds,
  targets: readonly string[],
): Probe[] {
  return targets.flatMap((target) =>
    listOperationCases(document)
      .filter(
        ({ method, path, ids }) =>
          method === "DELETE" &&
          path.endsWith(`/{${target}}`) &&
          Object.keys(ids).every((name) => given[name] !== undefined),
      )
      .map((operation) => {
        const path = Object.fromEntries(Object.keys(operation.ids).map((name) => [name, given[name]]));
        return {
          operation,
          what: `${target} ${given[target]}`,
          due: "deleted" as const,
          config: credentials,
          params: flatten(operation, { ...operation.least, path }),
          options: {},
          spoil: () => {},
          example: undefined,
        };
      }),
  );
}
