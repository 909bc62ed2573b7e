import { ClientError } from "./errors.js";
import { nameKey } from "./options.js";

/** Words of which a key of a session consists, in its usual spellings: `session_token`, `X-Stytch-Member-SessionJWT` … */
const session =
  /^(?:x|stytch|member|user|organization|admin|actor|acting|caller|current|requester|impersonat(?:ion|ed|or)|intermediate|access|bearer|sessions?|tokens?|jwts?|id|auth(?:ori[sz]ations?|z)?|credentials?|cookies?|headers?|options?|value)+$/;

/** One of those that make it a session's. */
const core = /session|token|jwt|auth|bearer|credential|cookie/;

/** Every other option of a call, and what could hold the options. */
const option =
  /^(?:(?:abort)?signal|(?:timeout|deadline)(?:ms)?|(?:max)?retr(?:y|ies)|params|(?:call|request|method|fetch|extra)?(?:headers?|options?|opts|init|config))$/;

/**
 * Refuses an option among the parameters. Further keys are ignored there, so that a whole Member may be passed; an
 * option that was ignored could have been the one that restricts what a call may do.
 */
export function refuseMisplaced(params: unknown, own: readonly string[]): void {
  for (const key of Reflect.ownKeys(Object(params))) {
    if (typeof key === "symbol" || own.includes(key) || key.length > 64) continue;
    const plain = key.toLowerCase().replace(/[^a-z]/g, "");
    const place =
      session.test(plain) && core.test(plain)
        ? "pass a session as `authorization` in the options of a method, or in `params.header` of createFetchClient"
        : option.test(plain)
          ? "it is an option of the call"
          : undefined;
    if (place === undefined) continue;
    const message = `"${nameKey(key) ?? plain}" does not belong to the parameters: ${place}. Nothing was sent.`;
    throw new ClientError("invalid_option", message, nameKey(key));
  }
}
