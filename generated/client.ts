// Generated from openapi/ by `npm run generate`. Do not edit.
import type { components, operations } from "./types.js";

export type OrganizationsMembersDeleteResponse = components["schemas"]["OrganizationsMembersDeleteResponse"];
export type OrganizationsMembersDeletePasswordResponse = components["schemas"]["OrganizationsMembersDeletePasswordResponse"];
export type ErrorBody = components["schemas"]["ErrorBody"];
export type Member = components["schemas"]["Member"];
export type SSORegistration = components["schemas"]["SSORegistration"];
export type OAuthRegistration = components["schemas"]["OAuthRegistration"];
export type RetiredEmail = components["schemas"]["RetiredEmail"];
export type MemberRole = components["schemas"]["MemberRole"];
export type MemberRoleSource = components["schemas"]["MemberRoleSource"];
export type SCIMRegistration = components["schemas"]["SCIMRegistration"];
export type SCIMAttributes = components["schemas"]["SCIMAttributes"];
export type SCIMGroup = components["schemas"]["SCIMGroup"];
export type SCIMName = components["schemas"]["SCIMName"];
export type SCIMMultiValuedAttribute = components["schemas"]["SCIMMultiValuedAttribute"];
export type SCIMEmail = components["schemas"]["SCIMEmail"];
export type SCIMPhoneNumber = components["schemas"]["SCIMPhoneNumber"];
export type SCIMAddress = components["schemas"]["SCIMAddress"];
export type SCIMIMs = components["schemas"]["SCIMIMs"];
export type SCIMPhoto = components["schemas"]["SCIMPhoto"];
export type SCIMEntitlement = components["schemas"]["SCIMEntitlement"];
export type SCIMRole = components["schemas"]["SCIMRole"];
export type SCIMX509Certificate = components["schemas"]["SCIMX509Certificate"];
export type SCIMEnterpriseExtension = components["schemas"]["SCIMEnterpriseExtension"];
export type SCIMManager = components["schemas"]["SCIMManager"];
export type Organization = components["schemas"]["Organization"];
export type ActiveSSOConnection = components["schemas"]["ActiveSSOConnection"];
export type ActiveSCIMConnection = components["schemas"]["ActiveSCIMConnection"];
export type EmailImplicitRoleAssignment = components["schemas"]["EmailImplicitRoleAssignment"];
export type CustomRole = components["schemas"]["CustomRole"];
export type CustomRolePermission = components["schemas"]["CustomRolePermission"];
export type OrganizationsMembersDeleteParams = operations["organizations.members.delete"]["parameters"]["path"];
export type OrganizationsMembersDeletePasswordParams = operations["organizations.members.deletePassword"]["parameters"]["path"];

/** Where the API is: for project ids with a prefix, and else the first. @internal */
export const servers: readonly { url: string; prefix?: string }[] = [{"url":"https://test.stytch.com"},{"url":"https://api.stytch.com","prefix":"project-live-"}];

/** The servers that have a name. @internal */
export const envs = {"test":"https://test.stytch.com/","live":"https://api.stytch.com/"} as const;

/** The request header of each key of `authorization`. @internal */
export const sessionHeaders = {"session_token":"X-Stytch-Member-Session","session_jwt":"X-Stytch-Member-SessionJWT"} as const;

/** How a parameter is written, where not as its place has it, and of what type its values are: text, unless said. @internal */
export interface ParameterRule {
  type?: "number" | "boolean" | "array" | "object" | "any";
  style?: string;
  explode?: boolean;
  required?: true;
}

/** What the client has to know of an operation. @internal */
export interface Route {
  path: Readonly<Record<string, ParameterRule>>;
  query?: Readonly<Record<string, ParameterRule>>;
  header?: Readonly<Record<string, ParameterRule>>;
  sessions?: readonly string[];
  /** Without fields, it is passed under `body`. */
  body?: { required: boolean; fields?: readonly string[] };
  /** By each success, the fields by which the body shows that the API gave it; a word for what is no object. */
  success: Readonly<Record<number, readonly ("status_code" | "request_id")[] | "json" | "empty">>;
  /** HTTP Basic, unless said. */
  security?: "none" | "bearer" | { header: string };
}

/**
 * Every operation of the API.
 * @internal
 */
export const routes = {
  "DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}": {
    path: { organization_id: {}, member_id: {} },
    sessions: ["X-Stytch-Member-Session","X-Stytch-Member-SessionJWT"],
    success: { 200: ["status_code","request_id"] },
  },
  "DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}": {
    path: { organization_id: {}, member_password_id: {} },
    sessions: ["X-Stytch-Member-Session","X-Stytch-Member-SessionJWT"],
    success: { 200: ["status_code","request_id"] },
  },
} as const satisfies Record<string, Route>;

/** What each takes and answers. @internal */
export interface Calls {
  "DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}": { params: OrganizationsMembersDeleteParams; response: OrganizationsMembersDeleteResponse };
  "DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}": { params: OrganizationsMembersDeletePasswordParams; response: OrganizationsMembersDeletePasswordResponse };
}

/** A method per operation. `Options` is what each takes besides the operation's own parameters. */
export class Operations<Options extends object> {
  declare readonly organizations: {
    members: {
      /**
       * Delete a Member
       *
       * Deletes one Member of an Organization. This is a soft delete: the Member's status becomes `deleted`, and
       * the Member can be reactivated later.
       *
       * Permissions: with a session header the acting Member needs the action `delete` on `stytch.member`, or on
       * `stytch.self` to delete themselves. `stytch.self` counts only where the session's Member is the one in the
       * path. Without a session header, nothing is checked beyond the project's credentials.
       *
       * The request has no body. What a second delete of the same Member answers is not documented; a 404 is
       * inferred.
       *
       * `DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}`
       *
       * @throws {StytchError} The API refused. Known:
       *   400 `invalid_project_id_authentication`, `invalid_b2b_endpoint`, `invalid_session_token`
       *   401 `unauthorized_credentials`
       *   403 `session_authorization_error`, `session_authorization_tenancy_error`, `organization_suspended`, `use_https`
       *   404 `organization_not_found`, `member_not_found`, `session_not_found`
       *   429 `too_many_requests`
       *   500 `internal_server_error`
       * @throws {RequestError} No usable answer came; `may_have_been_applied` says whether it may have happened all the same.
       * @throws {ClientError} A parameter or an option is wrong. Nothing was sent.
       */
      delete(params: OrganizationsMembersDeleteParams, options?: Options): Promise<OrganizationsMembersDeleteResponse>;
      /**
       * Delete a Member's password
       *
       * Deletes the password of one Member. The Member stays.
       *
       * Only passwords that belong to a single Organization can be deleted this way. A project with
       * cross-organization passwords has to require a password reset by e-mail instead, which is a different
       * endpoint.
       *
       * Permissions: with a session header the acting Member needs the action `update.info.delete.password` on
       * `stytch.member`, or on `stytch.self` for their own password. `stytch.self` counts only where the password
       * in the path is that of the session's Member. Without a session header, nothing is checked beyond the
       * project's credentials.
       *
       * The request has no body. What a second delete of the same password answers is not documented; a 404 is
       * inferred.
       *
       * `DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}`
       *
       * @throws {StytchError} The API refused. Known:
       *   400 `invalid_project_id_authentication`, `invalid_b2b_endpoint`, `invalid_session_token`, `cross_org_passwords_enabled`
       *   401 `unauthorized_credentials`
       *   403 `session_authorization_error`, `session_authorization_tenancy_error`, `organization_suspended`, `use_https`
       *   404 `organization_not_found`, `member_password_not_found`, `session_not_found`
       *   429 `too_many_requests`
       *   500 `internal_server_error`
       * @throws {RequestError} No usable answer came; `may_have_been_applied` says whether it may have happened all the same.
       * @throws {ClientError} A parameter or an option is wrong. Nothing was sent.
       */
      deletePassword(params: OrganizationsMembersDeletePasswordParams, options?: Options): Promise<OrganizationsMembersDeletePasswordResponse>;
    };
  };

  /** @internal */
  constructor(
    call: <Name extends keyof Calls>(
      name: Name,
      given: readonly [params?: Calls[Name]["params"] | undefined, options?: object | undefined],
    ) => Promise<Calls[Name]["response"]>,
  ) {
    build<Operations<Options>>(this, {
      organizations: () => ({
        members: {
          delete: async (...given) => call("DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}", given),
          deletePassword: async (...given) => call("DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}", given),
        },
      }),
    });
  }
}

/** Gives an object its parts, each made when it is first read. */
function build<Whole extends object>(whole: Whole, parts: { [Name in keyof Whole]: () => Whole[Name] }): void {
  for (const name of Object.keys(parts) as (keyof Whole)[]) {
    const define = (facts: object) =>
      // Whatever somebody wrote to Object.prototype is no part of it.
      Object.defineProperty(whole, name, { __proto__: null, enumerable: true, configurable: true, ...facts } as object);
    define({
      get: () => {
        const value = parts[name]();
        define({ value });
        return value;
      },
    });
  }
}
