import { golden_headers } from "../../contract/golden/goldens.js";
import type { OperationCase } from "../../contract/cases.js";
import type { SecurityHeader } from "../../contract/operation/security.js";
import { idOf } from "../coverage/obligation.js";
import { request, type WireMutant } from "./wire-mutant.js";

/** What can happen to the credentials of each kind, or where there are none. */
export function listCredentialMutants(operation: OperationCase): WireMutant[] {
  const { operationId, securityHeaders, answers } = operation;
  const security = (state: string): string => idOf(operationId, "security", state);
  if (securityHeaders.length === 0) {
    return [
      request("credentials for everybody to see", security("open to everybody"), ({ init }) => {
        init.headers["authorization"] = golden_headers.authorization;
      }),
    ];
  }
  const names = answers.map(({ name }) => name);
  const is_known = names.includes("unauthorized_credentials");
  return securityHeaders.flatMap(({ kind, header }) => of[kind](header, security, is_known));
}

type List = (header: string, security: (state: string) => string, is_known: boolean) => WireMutant[];

const of: Record<SecurityHeader["kind"], List> = {
  basic: (_, security, is_known) => [
    request("no credentials", security("none"), ({ init }) => {
      delete init.headers["authorization"];
    }),
    request("user and password swapped", security("valid"), ({ init }) => {
      const [user, password] = atob(init.headers["authorization"]!.slice(6)).split(":");
      init.headers["authorization"] = `Basic ${btoa(`${password}:${user}`)}`;
    }),
    ...(is_known
      ? [
          request(
            "the credentials hard-coded",
            security("valid"),
            ({ init }) => {
              init.headers["authorization"] = golden_headers.authorization;
            },
            "when the API does not know the credentials",
          ),
        ]
      : []),
    request("empty credentials", security("empty"), ({ init }) => {
      init.headers["authorization"] = "Basic Og==";
    }),
    request("credentials of another scheme", security("wrong scheme"), ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.replace("Basic", "Bearer");
    }),
    request("credentials cut short", security("malformed"), ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.slice(0, 20);
    }),
  ],
  bearer: (_, security) => [
    request("no credentials", security("none"), ({ init }) => {
      delete init.headers["authorization"];
    }),
    request("credentials of another scheme", security("wrong scheme"), ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.replace("Bearer", "Basic");
    }),
    request("the token cut short", security("valid"), ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.slice(0, -1);
    }),
    request("an empty token", security("empty"), ({ init }) => {
      init.headers["authorization"] = "Bearer ";
    }),
  ],
  apiKey: (header, security) => [
    request(`no ${header}`, security(`${header} none`), ({ init }) => {
      delete init.headers[header];
    }),
    request(`another ${header}`, security(`${header} valid`), ({ init }) => {
      init.headers[header] = "another";
    }),
  ],
};
