import { golden_headers } from "../../contract/golden/goldens.js";
import type { OperationCase } from "../../contract/cases.js";
import type { SecurityHeader } from "../../contract/operation/security.js";
import { request, type WireMutant } from "./wire-mutant.js";

/** What can happen to the credentials of each kind, or where there are none. */
export function listCredentialMutants(operation: OperationCase): WireMutant[] {
  const { securityHeaders, answers } = operation;
  if (securityHeaders.length === 0) {
    return [
      request("credentials for everybody to see", ({ init }) => {
        init.headers["authorization"] = golden_headers.authorization;
      }),
    ];
  }
  const names = answers.map(({ name }) => name);
  const is_known = names.includes("unauthorized_credentials");
  return securityHeaders.flatMap(({ kind, header }) => of[kind](header, is_known));
}

type List = (header: string, is_known: boolean) => WireMutant[];

const of: Record<SecurityHeader["kind"], List> = {
  basic: (_, is_known) => [
    request("no credentials", ({ init }) => {
      delete init.headers["authorization"];
    }),
    request("user and password swapped", ({ init }) => {
      const [user, password] = atob(init.headers["authorization"]!.slice(6)).split(":");
      init.headers["authorization"] = `Basic ${btoa(`${password}:${user}`)}`;
    }),
    ...(is_known
      ? [
          request(
            "the credentials hard-coded",
            ({ init }) => {
              init.headers["authorization"] = golden_headers.authorization;
            },
            "when the API does not know the credentials",
          ),
        ]
      : []),
    request("empty credentials", ({ init }) => {
      init.headers["authorization"] = "Basic Og==";
    }),
    request("credentials of another scheme", ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.replace("Basic", "Bearer");
    }),
    request("credentials cut short", ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.slice(0, 20);
    }),
  ],
  bearer: () => [
    request("no credentials", ({ init }) => {
      delete init.headers["authorization"];
    }),
    request("credentials of another scheme", ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.replace("Bearer", "Basic");
    }),
    request("the token cut short", ({ init }) => {
      init.headers["authorization"] = init.headers["authorization"]!.slice(0, -1);
    }),
    request("an empty token", ({ init }) => {
      init.headers["authorization"] = "Bearer ";
    }),
  ],
  apiKey: (header) => [
    request(`no ${header}`, ({ init }) => {
      delete init.headers[header];
    }),
    request(`another ${header}`, ({ init }) => {
      init.headers[header] = "another";
    }),
  ],
};
