import type { Parameter } from "../../../scripts/description/document.js";

/** What the option `authorization` calls each session header. */
export const session_keys: Readonly<Record<string, "session_token" | "session_jwt">> = {
  "X-Stytch-Member-Session": "session_token",
  "X-Stytch-Member-SessionJWT": "session_jwt",
};

/** Whether a parameter is given as an option, for whom the call acts, and not beside the others. */
export const isSession = ({ name, in: where }: Pick<Parameter, "name" | "in">): boolean =>
  where === "header" && Object.hasOwn(session_keys, name);
