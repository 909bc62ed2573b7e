import { ClientError } from "./errors.js";
import { nameKey } from "./options.js";

/** A session in any spelling: `session_token`, `sessionJwt`, `X-Stytch-Member-Session`, `authorisation` … */
const session =
  /^x?(?:stytch)?(?:member)?(?:sessions?|(?:session)?(?:tokens?|jwts?))$|^auth(?:ori[sz]ation)?$/;

/** Every other option of a call. */
const option = /^(?:signal|timeout|deadline|maxretries|retry|params|headers?)$/;

/**
 * Refuses an option among the parameters, however it is spelled. Further keys are ignored there, so that a whole
 * Member may be passed; an option that was ignored could have been the one that restricts what a call may do.
 */
export function refuseMisplaced(params: unknown, own: readonly string[]): void {
  for (const key of Reflect.ownKeys(Object(params))) {
    if (typeof key === "symbol" || own.includes(key)) continue;
    const plain = key.toLowerCase().replace(/[^a-z]/g, "");
    const place = session.test(plain)
      ? "pass a session as `authorization` in the options of a method, or in `params.header` of createFetchClient"
      : option.test(plain)
        ? "it is an option of the call"
        : undefined;
    if (place === undefined) continue;
    const message = `"${nameKey(key) ?? plain}" does not belong to the parameters: ${place}. Nothing was sent.`;
    throw new ClientError("invalid_option", message, nameKey(key));
  }
}
