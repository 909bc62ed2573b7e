import type { operations, paths } from "../../generated/types.js";
import type {
  ErrorBody,
  OrganizationsMembersDeletePasswordResponse,
  OrganizationsMembersDeleteResponse,
} from "../../src/index.js";
import type { Same } from "./differences.js";

// Each path, operation, parameter, status and header of the API, named by hand. Compiled and never run. The properties
// of the answers stand in ../golden.

type Expect<Condition extends true> = Condition;

type Delete = paths["/v1/b2b/organizations/{organization_id}/members/{member_id}"]["delete"];
type DeletePassword =
  paths["/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}"]["delete"];

export type Operations = [
  Expect<Same<operations["organizations.members.delete"], Delete>>,
  Expect<Same<operations["organizations.members.deletePassword"], DeletePassword>>,
];

type DeleteHeaders = NonNullable<Delete["parameters"]["header"]>;
type DeletePasswordHeaders = NonNullable<DeletePassword["parameters"]["header"]>;

export type Parameters = [
  Expect<Same<Delete["parameters"]["path"]["organization_id"], string>>,
  Expect<Same<Delete["parameters"]["path"]["member_id"], string>>,
  Expect<Same<Delete["requestBody"], undefined>>,
  Expect<Same<DeletePassword["parameters"]["path"]["organization_id"], string>>,
  Expect<Same<DeletePassword["parameters"]["path"]["member_password_id"], string>>,
  Expect<Same<DeletePassword["requestBody"], undefined>>,
  Expect<Same<DeleteHeaders["X-Stytch-Member-Session"], string | undefined>>,
  Expect<Same<DeleteHeaders["X-Stytch-Member-SessionJWT"], string | undefined>>,
  Expect<Same<DeletePasswordHeaders["X-Stytch-Member-Session"], string | undefined>>,
  Expect<Same<DeletePasswordHeaders["X-Stytch-Member-SessionJWT"], string | undefined>>,
];

type Status = 200 | 400 | 401 | 403 | 404 | 429 | 500 | "default";

export type Deleted = [
  Expect<Same<keyof Delete["responses"], Status>>,
  Expect<Same<Delete["responses"][200]["content"]["application/json"], OrganizationsMembersDeleteResponse>>,
  Expect<Same<Delete["responses"][400]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"][401]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"][403]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"][404]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"][429]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"][429]["headers"]["Retry-After"], string | undefined>>,
  Expect<Same<Delete["responses"][500]["content"]["application/json"], ErrorBody>>,
  Expect<Same<Delete["responses"]["default"]["content"]["application/json"], ErrorBody>>,
];

export type DeletedPassword = [
  Expect<Same<keyof DeletePassword["responses"], Status>>,
  Expect<
    Same<
      DeletePassword["responses"][200]["content"]["application/json"],
      OrganizationsMembersDeletePasswordResponse
    >
  >,
  Expect<Same<DeletePassword["responses"][400]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"][401]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"][403]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"][404]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"][429]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"][429]["headers"]["Retry-After"], string | undefined>>,
  Expect<Same<DeletePassword["responses"][500]["content"]["application/json"], ErrorBody>>,
  Expect<Same<DeletePassword["responses"]["default"]["content"]["application/json"], ErrorBody>>,
];

export type Refused = [
  Expect<
    Same<
      Omit<ErrorBody, "error_type">,
      {
        status_code: number;
        request_id?: string | null;
        error_message: string;
        error_url: string;
        error_details?: { [key: string]: unknown } | null;
      }
    >
  >,
  Expect<Same<Extract<ErrorBody["error_type"], "member_not_found">, "member_not_found">>,
];

export const refused: ErrorBody = {
  status_code: 404,
  request_id: "<string>",
  error_type: "member_not_found",
  error_message: "<string>",
  error_url: "<string>",
  error_details: {},
};
