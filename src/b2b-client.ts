import { Operations, type Calls, type ErrorBody } from "../generated/client.js";
import { toSessionHeaders, type Authorization } from "./authorization.js";
import { callChecks } from "./call-init.js";
import { createCaller, type CallLimits } from "./caller.js";
import type { ClientConfig } from "./config.js";
import { StytchError } from "./errors.js";
import { anything, checkOptions, refuseMore } from "./options.js";
import { bare } from "./own.js";
import { splitParams } from "./params.js";
import { findRoute } from "./route.js";
import { verdict, word, type Answered } from "./send.js";

/** What every method takes as its second argument. An unknown key is refused. */
export interface CallOptions extends CallLimits {
  /** Makes the API check the acting member's permission. Without it, the call has the project's full rights. */
  authorization?: Authorization;
}

const checks = { authorization: anything, ...callChecks };

/**
 * The client. Each method resolves to the body of the API's success and otherwise rejects with one of three errors:
 * ClientError (nothing was sent), StytchError (the API refused), RequestError (no usable answer).
 *
 * @throws {ClientError} The configuration is wrong.
 */
export class B2BClient extends Operations<CallOptions> {
  constructor(config: ClientConfig = {}) {
    const send = createCaller(config);
    super(async (name, [params, options = {}, ...more]) => {
      refuseMore(more);
      const route = findRoute(name)!;
      const limits = checkOptions<CallOptions>("call's options", options, checks);
      const session = "authorization" in limits ? toSessionHeaders(limits.authorization, route.sessions) : {};
      const given = { ...splitParams(params, route), session };
      return unwrap<typeof name>(name, await send(name, route, given, limits));
    });
  }
}

/** The one place where what came is taken for what is described: `send` has looked at it as far as a client can. */
function unwrap<Name extends keyof Calls>(
  name: Name,
  { answer, history }: Answered,
): Calls[Name]["response"] {
  if (answer.kind === "success") return answer.data as Calls[Name]["response"];
  const body: ErrorBody = answer.body;
  const { may_have_been_applied } = history;
  // It inherits nothing: a polluted prototype must not name the request.
  const request_id = word(bare(body).request_id);
  const facts = `${body.status_code} ${word(body.error_type) ?? "unknown_error"}${request_id ? ` (request_id ${request_id})` : ""}`;
  const { headers, retry_after_ms } = answer;
  throw new StytchError(`${name}: ${facts}${may_have_been_applied ? `; ${verdict(history)}` : ""}`, body, {
    ...history,
    headers,
    retry_after_ms,
    ...("cause" in answer && { cause: answer.cause }),
  });
}
