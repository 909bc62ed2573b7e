import { sessionHeaders } from "../generated/client.js";
import { ClientError } from "./errors.js";
import { isPlain, nameKey, unknownKey } from "./options.js";
import { bare } from "./own.js";

/** The acting member's session. With it, the API checks that member's permission before it honors the request. */
export interface Authorization {
  /** An opaque session token, sent as `X-Stytch-Member-Session`. */
  session_token?: string;
  /** A session JWT, sent as `X-Stytch-Member-SessionJWT`. */
  session_jwt?: string;
}

/** Checks `authorization`, and returns the headers that it stands for: those of a session that an operation declares. @internal */
export function toSessionHeaders(
  authorization: unknown,
  declared?: readonly string[],
): Record<string, string> {
  const keys = (Object.keys(sessionHeaders) as (keyof Authorization)[]).filter((key) =>
    declared?.includes(sessionHeaders[key]),
  );
  if (keys.length === 0) {
    const message =
      "This operation takes no session, and `authorization` would be dropped. Nothing was sent.";
    throw new ClientError("invalid_authorization", message, "authorization");
  }
  const session = checkSession("authorization", authorization, keys);
  return Object.fromEntries(
    Object.entries(session).map(([key, token]) => [sessionHeaders[key as keyof Authorization], token]),
  );
}

/**
 * Checks an object of session credentials and returns a copy without the undefined ones.
 * Everything doubtful is refused: a token that gets lost on the way takes the permission check with it, and the
 * call would run with the project's full rights.
 *
 * @internal
 */
export function checkSession<Key extends string>(
  owner: string,
  session: unknown,
  allowed: readonly Key[],
): Partial<Record<Key, string>> {
  if (!isPlain(session)) {
    throw refusal(
      `"${owner}" must be a plain object; leave the key out to act with the project's full rights`,
      owner,
    );
  }
  const checked: Partial<Record<Key, string>> = bare({});
  for (const key of Reflect.ownKeys(session)) {
    if (!isOneOf(allowed, key)) {
      throw refusal(`${unknownKey(key)} in "${owner}"; it takes ${allowed.join(" and ")}`, nameKey(key));
    }
    const value: unknown = Reflect.get(session, key);
    if (value === undefined) continue;
    if (typeof value !== "string") throw refusal(`"${key}" must be a string`, key);
    if (value === "") throw refusal(`"${key}" must not be empty`, key);
    if (!/^[\x21-\x7e]+$/.test(value)) {
      throw refusal(`"${key}" must not contain white space, control characters or non-ASCII characters`, key);
    }
    checked[key] = value;
  }
  if (Object.keys(checked).length === 0) {
    throw refusal(
      `"${owner}" holds no session; leave the key out to act with the project's full rights`,
      owner,
    );
  }
  return checked;
}

function isOneOf<Key extends string>(allowed: readonly Key[], key: PropertyKey): key is Key {
  return (allowed as readonly PropertyKey[]).includes(key);
}

function refusal(message: string, parameter: string | undefined): ClientError {
  return new ClientError("invalid_authorization", `${message}. Nothing was sent.`, parameter);
}

/** Base64 of a text's UTF-8 bytes (RFC 7617): `btoa` alone refuses what is outside Latin-1. @internal */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
