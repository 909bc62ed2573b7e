import { expect } from "vitest";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { record } from "../recorder.js";
import { isSession } from "../operation/sessions.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectObjections } from "./expect-valid.js";

/** A session header that something on the way spoils: the client itself refuses to send it so. */
export function sessionChecks(operation: OperationCase): Check[] {
  return operation.parameters.filter(isSession).flatMap(({ name }) =>
    [
      { what: "white space", value: "a b", keyword: "pattern" },
      // Prism takes an empty header for a missing one.
      { what: "nothing", value: "", keyword: "minLength" },
    ].map(({ what, value, keyword }) => ({
      title: `is not valid with ${what} in ${name}`,
      run: async (world: World) => {
        const { fetch, exchanges } = record(world, ({ headers }) => (headers[name.toLowerCase()] = value));
        const params = flatten(operation, operation.least);
        await methodOf(world, operation.operationId, { fetch })(params).catch(() => {});
        expectObjections(world, exchanges, (violations) =>
          expect(violations).toContainEqual({ in: "request", at: name, keyword }),
        );
      },
    })),
  );
}
