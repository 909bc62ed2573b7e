import { ClientError } from "./errors.js";

/** The acting member's session. With it, the API checks that member's permission before it honors the request. */
export interface Authorization {
  /** An opaque session token, sent as `X-Stytch-Member-Session`. */
  session_token?: string;
  /** A session JWT, sent as `X-Stytch-Member-SessionJWT`. */
  session_jwt?: string;
}

/** The request header of each key of `authorization`. */
export const sessionHeaders = {
  session_token: "X-Stytch-Member-Session",
  session_jwt: "X-Stytch-Member-SessionJWT",
} as const satisfies Record<keyof Authorization, string>;

export type SessionHeaders = { [Name in (typeof sessionHeaders)[keyof Authorization]]?: string };

/**
 * Checks an object of session credentials and returns a copy without the undefined ones.
 * Everything doubtful is refused: a token that gets lost on the way takes the permission check with it, and the
 * call would run with the project's full rights.
 */
export function checkSession<Key extends string>(
  owner: string,
  session: unknown,
  allowed: readonly Key[],
): Partial<Record<Key, string>> {
  if (typeof session !== "object" || session === null || Array.isArray(session)) {
    throw refusal(owner, `"${owner}" must be an object; leave the key out to act with the project's full rights`);
  }
  const checked: Partial<Record<Key, string>> = {};
  for (const key in session) {
    if (!allowed.includes(key as Key & string)) {
      throw refusal(key, `Unknown key "${key}" in "${owner}"; it takes ${allowed.join(" and ")}`);
    }
    const value = (session as Record<string, unknown>)[key];
    if (value === undefined) continue;
    if (typeof value !== "string") throw refusal(key, `"${key}" must be a string`);
    if (value === "") throw refusal(key, `"${key}" must not be empty`);
    if (!/^[\x21-\x7e]+$/.test(value)) {
      throw refusal(key, `"${key}" must not contain white space, control characters or non-ASCII characters`);
    }
    checked[key as Key & string] = value;
  }
  if (Object.keys(checked).length === 0) {
    throw refusal(owner, `"${owner}" holds no session; leave the key out to act with the project's full rights`);
  }
  return checked;
}

function refusal(parameter: string, message: string): ClientError {
  return new ClientError("invalid_authorization", `${message}. Nothing was sent.`, parameter);
}

/** Base64 of `project_id:secret`, as UTF-8 (RFC 7617). */
export function encodeBasic(project_id: string, secret: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${project_id}:${secret}`)));
}
