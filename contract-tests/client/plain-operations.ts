import { operations } from "../contract/cases.js";

/** Those that take ids and a session alone, and answer with a body: any other has more to refuse, and nothing less. */
export const plainOperations = operations.filter(
  ({ parameters, sessions, body, responses }) =>
    sessions.length === 2 &&
    parameters.every((each) => each.in === "path" || sessions.includes(each)) &&
    body === undefined &&
    responses["200"]?.content !== undefined,
);
