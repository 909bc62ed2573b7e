import type * as official from "stytch";
import { expectTypeOf } from "vitest";
import type * as ours from "../../src/index.js";
import type { Differences, DifferencesInCommon } from "./differences.js";

// Compiled and never run: `tsc` reports what is wrong here.

/**
 * Each table of known differences is compared with those that were found. The compiler then names what is not in the
 * table ("added"), what is no longer to be found ("missing"), and what differs in another way than the table says.
 */
type None = Record<never, never>;

type TheirMethods = official.B2BClient["organizations"]["members"];
type OurMethods = ours.B2BClient["organizations"]["members"];

// The types of what is asked take the parameters of the official SDK.
{
  expectTypeOf<
    Differences<official.B2BOrganizationsMembersDeleteRequest, ours.OrganizationsMembersDeleteParams>
  >().toEqualTypeOf<None>();
  expectTypeOf<
    Differences<
      official.B2BOrganizationsMembersDeletePasswordRequest,
      ours.OrganizationsMembersDeletePasswordParams
    >
  >().toEqualTypeOf<None>();
  expectTypeOf<Parameters<TheirMethods["delete"]>>().toExtend<Parameters<OurMethods["delete"]>>();
  expectTypeOf<Parameters<TheirMethods["deletePassword"]>>().toExtend<
    Parameters<OurMethods["deletePassword"]>
  >();
}

// The types of what is asked take more options for each call.
{
  type More = {
    signal: "added";
    timeout: "added";
    deadline: "added";
    max_retries: "added";
    retry: "added";
  };
  expectTypeOf<
    Differences<official.B2BOrganizationsMembersDeleteRequestOptions, ours.CallOptions>
  >().toEqualTypeOf<More>();
  expectTypeOf<
    Differences<official.B2BOrganizationsMembersDeletePasswordRequestOptions, ours.CallOptions>
  >().toEqualTypeOf<More>();
}

// The types of what is asked take more options for the client, undefined for each, and no dispatcher.
{
  type Known = {
    project_id: "optional" | "undefined";
    secret: "optional" | "undefined";
    env: "undefined";
    fraud_env: "undefined";
    custom_base_url: "undefined";
    timeout: "undefined";
    dispatcher: "missing";
    fetch: "added";
    deadline: "added";
    max_retries: "added";
    retry: "added";
    max_response_bytes: "added";
    logger: "added";
    log_level: "added";
    dangerously_allow_browser: "added";
    dangerously_allow_http: "added";
  };
  expectTypeOf<
    Differences<Known, Differences<ConstructorParameters<typeof official.B2BClient>[0], ours.ClientConfig>>
  >().toEqualTypeOf<None>();
}

// The types of what is answered differ in Member by nulls, known values, and unknown for any.
{
  type Known = {
    status: "known values";
    "sso_registrations[].sso_attributes": "null" | "unknown for any";
    "oauth_registrations[].provider_type": "known values";
    "oauth_registrations[].profile_picture_url": "null";
    "oauth_registrations[].locale": "null";
    default_mfa_method: "known values";
    "roles[].role_id": "known values";
    "roles[].sources[].type": "known values";
    "roles[].sources[].details": "null" | "unknown for any";
    trusted_metadata: "null" | "unknown for any";
    untrusted_metadata: "null" | "unknown for any";
    created_at: "null";
    updated_at: "null";
    scim_registration: "null";
    "scim_registration.external_id": "null";
    "scim_registration.scim_attributes": "null";
    "scim_registration.scim_attributes.name": "null";
    "scim_registration.scim_attributes.enterprise_extension": "null";
    "scim_registration.scim_attributes.enterprise_extension.manager": "null";
    external_id: "null";
    lock_created_at: "null";
    lock_expires_at: "null";
  };
  expectTypeOf<Differences<Known, DifferencesInCommon<official.Member, ours.Member>>>().toEqualTypeOf<None>();
}

// The types of what is answered differ in Organization by nulls, known values, and unknown for any.
{
  type Known = {
    sso_jit_provisioning: "known values";
    "sso_active_connections[].identity_provider": "known values";
    email_jit_provisioning: "known values";
    email_invites: "known values";
    auth_methods: "known values";
    "allowed_auth_methods[]": "known values";
    mfa_policy: "known values";
    "rbac_email_implicit_role_assignments[].role_id": "known values";
    mfa_methods: "known values";
    "allowed_mfa_methods[]": "known values";
    oauth_tenant_jit_provisioning: "known values";
    first_party_connected_apps_allowed_type: "known values";
    third_party_connected_apps_allowed_type: "known values";
    trusted_metadata: "null" | "unknown for any";
    created_at: "null";
    updated_at: "null";
    organization_external_id: "null";
    sso_default_connection_id: "null";
    scim_active_connection: "null";
    "scim_active_connection.bearer_token_expires_at": "null";
    allowed_oauth_tenants: "null" | "unknown for any";
  };
  expectTypeOf<
    Differences<Known, DifferencesInCommon<official.Organization, ours.Organization>>
  >().toEqualTypeOf<None>();
}

// The types of what is answered agree in the responses around these two.
{
  type Theirs = official.B2BOrganizationsMembersDeletePasswordResponse;
  type Ours = ours.OrganizationsMembersDeletePasswordResponse;
  type Objects = "member" | "organization";
  expectTypeOf<
    DifferencesInCommon<
      official.B2BOrganizationsMembersDeleteResponse,
      ours.OrganizationsMembersDeleteResponse
    >
  >().toEqualTypeOf<None>();
  expectTypeOf<DifferencesInCommon<Omit<Theirs, Objects>, Omit<Ours, Objects>>>().toEqualTypeOf<None>();
  expectTypeOf<Pick<Ours, Objects>>().toEqualTypeOf<{
    member: ours.Member;
    organization: ours.Organization;
  }>();
}

// The types of what is thrown say more of a StytchError, and that it may lack a request_id.
{
  type Known = {
    name: "narrower";
    request_id: "undefined";
    error_type: "known values";
    // Theirs is a Map, and at run time an object all the same.
    error_details: "null" | "another type";
    retry_after_ms: "added";
    headers: "added";
    attempts: "added";
    may_have_been_applied: "added";
  };
  expectTypeOf<
    Differences<Known, Differences<official.StytchError, ours.StytchError>>
  >().toEqualTypeOf<None>();
}

// The types of what is thrown say more of a RequestError, and have no request.
{
  type Known = {
    name: "narrower";
    request: "missing";
    code: "added";
    status_code: "added";
    request_id: "added";
    excerpt: "added";
    headers: "added";
    attempts: "added";
    may_have_been_applied: "added";
  };
  expectTypeOf<
    Differences<Known, Differences<official.RequestError, ours.RequestError>>
  >().toEqualTypeOf<None>();
}

// The types of what is thrown list every code of a ClientError.
{
  type Known = {
    name: "narrower";
    code: "narrower";
    // That of every Error.
    cause: "optional";
    parameter: "added";
    may_have_been_applied: "added";
  };
  expectTypeOf<
    Differences<Known, Differences<official.ClientError, ours.ClientError>>
  >().toEqualTypeOf<None>();
}

// The constructors of what is thrown take other arguments: only the client makes these errors.
{
  const check = (): Error[] => [
    // @ts-expect-error: theirs takes the body, ours takes a message first
    new ours.StytchError({
      status_code: 404,
      request_id: "r",
      error_type: "t",
      error_message: "m",
      error_url: "u",
    }),
    // @ts-expect-error: theirs takes the request, ours takes a code
    new ours.RequestError("message", { url: "/v1", method: "DELETE" }),
    // @ts-expect-error: theirs takes any code
    new ours.ClientError("jwt_invalid", "message"),
  ];
  expectTypeOf(check).toBeFunction();
}

// The names of the types differ for what a call takes and answers.
{
  type Absent = [
    // @ts-expect-error: OrganizationsMembersDeleteParams
    ours.B2BOrganizationsMembersDeleteRequest,
    // @ts-expect-error: CallOptions
    ours.B2BOrganizationsMembersDeleteRequestOptions,
    // @ts-expect-error: OrganizationsMembersDeleteResponse
    ours.B2BOrganizationsMembersDeleteResponse,
    // @ts-expect-error: OrganizationsMembersDeletePasswordParams
    ours.B2BOrganizationsMembersDeletePasswordRequest,
    // @ts-expect-error: CallOptions
    ours.B2BOrganizationsMembersDeletePasswordRequestOptions,
    // @ts-expect-error: OrganizationsMembersDeletePasswordResponse
    ours.B2BOrganizationsMembersDeletePasswordResponse,
  ];
  expectTypeOf<Absent["length"]>().toEqualTypeOf<6>();
}

// The names of the types begin with SCIM for what SCIM provisions.
{
  interface Pairs {
    SCIMAddress: [official.Address, ours.SCIMAddress];
    SCIMEmail: [official.B2BSCIMEmail, ours.SCIMEmail];
    SCIMEnterpriseExtension: [official.EnterpriseExtension, ours.SCIMEnterpriseExtension];
    SCIMEntitlement: [official.Entitlement, ours.SCIMEntitlement];
    SCIMGroup: [official.Group, ours.SCIMGroup];
    SCIMIMs: [official.IMs, ours.SCIMIMs];
    SCIMManager: [official.Manager, ours.SCIMManager];
    SCIMName: [official.B2BSCIMName, ours.SCIMName];
    SCIMPhoneNumber: [official.B2BSCIMPhoneNumber, ours.SCIMPhoneNumber];
    SCIMPhoto: [official.Photo, ours.SCIMPhoto];
    SCIMRole: [official.Role, ours.SCIMRole];
    SCIMX509Certificate: [official.B2BSCIMX509Certificate, ours.SCIMX509Certificate];
  }
  type Side<Which extends 0 | 1> = { [Name in keyof Pairs]: Pairs[Name][Which] };
  type Known = {
    "SCIMEnterpriseExtension.manager": "null";
  };
  expectTypeOf<Differences<Known, DifferencesInCommon<Side<0>, Side<1>>>>().toEqualTypeOf<None>();
}

// The names of the types give SCIMGroup another meaning.
{
  type Known = {
    group_id: "missing";
    group_name: "missing";
    organization_id: "missing";
    connection_id: "missing";
  };
  expectTypeOf<
    Differences<Known, DifferencesInCommon<official.SCIMGroup, ours.SCIMGroup>>
  >().toEqualTypeOf<None>();
}

// Differences has a word for each way in which a property can differ, at any depth.
{
  interface Theirs {
    same: { list: (string | null)[]; free?: Record<string, unknown> }[];
    a: string;
    b?: string;
    c: string;
    d: { list: { value: string }[] };
    e: string | null;
    f: string;
    g: string | undefined;
    h: { value: string };
    i: string | number;
    j: string;
    k: string;
  }
  interface Ours {
    same: { list: (string | null)[]; free?: Record<string, unknown> }[];
    b: string;
    c?: string;
    d: { list: { value: string | null }[] };
    e: string;
    f: string | undefined;
    g: string;
    h: { value: "known" | (string & {}) };
    i: string;
    j: string | number;
    k: number;
    l: string;
  }
  expectTypeOf<Differences<Theirs, Ours>>().toEqualTypeOf<{
    a: "missing";
    b: "required";
    c: "optional";
    "d.list[].value": "null";
    e: "not null";
    f: "undefined";
    g: "not undefined";
    "h.value": "known values";
    i: "narrower";
    j: "wider";
    k: "another type";
    l: "added";
  }>();
}
