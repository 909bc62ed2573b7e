import type { CallOptions } from "../../../src/index.js";
import type { OperationCase } from "../cases.js";
import { isSession, session_keys } from "./sessions.js";

/** The value of each optional parameter of an operation: those of its query, its headers and its sessions. */
export function listOptional({ parameters }: OperationCase): string[] {
  return parameters.filter((each) => each.required !== true).map(({ name }) => name);
}

/** Whether a request could carry a parameter that the description does not have. */
export const couldCarry = ({ parameters, body }: Pick<OperationCase, "parameters" | "body">): boolean =>
  body !== undefined || parameters.some((each) => each.in !== "path" && !isSession(each));

/** What makes a call act for a member: a token for each of these session headers. */
export function actFor({ parameters }: OperationCase, names: readonly string[]): CallOptions {
  const sessions = parameters.filter((each) => isSession(each) && names.includes(each.name));
  if (sessions.length === 0) return {};
  return {
    authorization: Object.fromEntries(sessions.map(({ name }) => [session_keys[name], `example-${name}`])),
  };
}
