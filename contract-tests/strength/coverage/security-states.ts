import type { OperationCase } from "../../contract/cases.js";
import { isOfUnknown, type SecurityHeader } from "../../contract/operation/security.js";

const states: Record<SecurityHeader["kind"], string[]> = {
  basic: ["valid", "none", "wrong scheme", "not base64", "not a pair", "empty"],
  bearer: ["valid", "none", "wrong scheme", "empty"],
  apiKey: ["valid", "none"],
};

/** Every state in which the credentials of an operation can arrive. */
export function statesOf({ securityHeaders, answers }: OperationCase): string[] {
  if (securityHeaders.length === 0) return ["open to everybody"];
  return [
    ...securityHeaders.flatMap((credential) =>
      states[credential.kind].map((state) => nameOf(credential, state)),
    ),
    ...answers.flatMap(({ name = "" }) => nameUnknown(securityHeaders, name)),
  ];
}

/** The state that an answer tells of, by its name: well formed, and of nobody whom the server knows. */
export const nameUnknown = ([first]: readonly SecurityHeader[], name: string): string[] =>
  first?.kind === "basic" && isOfUnknown(name) ? [`unknown, ${name}`] : [];

/** The states in which the credentials of an operation did arrive. */
export function observeStates(
  securityHeaders: readonly SecurityHeader[],
  headers: Readonly<Record<string, string>>,
): string[] {
  if (securityHeaders.length === 0)
    return headers["authorization"] === undefined ? ["open to everybody"] : [];
  return securityHeaders.map((credential) =>
    nameOf(credential, stateOf(credential, headers[credential.header])),
  );
}

/** A key has a header of its own. */
const nameOf = ({ kind, header }: SecurityHeader, state: string): string =>
  kind === "apiKey" ? `${header} ${state}` : state;

function stateOf({ kind }: SecurityHeader, text: string | undefined): string {
  if (text === undefined) return "none";
  if (kind === "apiKey") return "valid";
  const [scheme = "", credentials = ""] = text.trim().split(/\s+/);
  if (scheme.toLowerCase() !== kind) return "wrong scheme";
  if (kind === "bearer") return credentials === "" ? "empty" : "valid";
  if (credentials !== "" && !/^[A-Za-z0-9+/]+=*$/.test(credentials)) return "not base64";
  const decoded = Buffer.from(credentials, "base64").toString();
  if (decoded === "" || decoded === ":") return "empty";
  return decoded.includes(":") ? "valid" : "not a pair";
}
