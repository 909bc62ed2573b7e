// Generated from openapi/ by `npm run generate`. Do not edit.
import type { Client } from "openapi-fetch";
import type { components, operations, paths } from "./types.js";

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

/**
 * Every operation of the API, with its header parameters and, by the status of its success, the fields by which the body
 * shows that the API gave it.
 * @internal
 */
export const routes = {
  "DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}": {
    headers: ["X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"],
    success: { 200: ["status_code", "request_id"] },
  },
  "DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}": {
    headers: ["X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"],
    success: { 200: ["status_code", "request_id"] },
  },
} as const;

/** A method per operation. `Options` is what each takes besides the operation's own parameters. */
export class Operations<Options> {
  readonly organizations: {
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
    client: Client<paths>,
    prepare: <Path>(
      path: Path,
      options: Options | undefined,
    ) => { params: { path: Path; header?: { "X-Stytch-Member-Session"?: string; "X-Stytch-Member-SessionJWT"?: string } } },
    unwrap: <Data>(result: { data?: unknown; error?: unknown; response: unknown }) => Data,
  ) {
    this.organizations = {
      members: {
        delete: async (params, options) =>
          unwrap(await client.DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", prepare(params, options))),
        deletePassword: async (params, options) =>
          unwrap(await client.DELETE("/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}", prepare(params, options))),
      },
    };
  }
}
