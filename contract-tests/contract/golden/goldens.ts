import type { CallOptions, ErrorBody } from "../../../src/index.js";
import { deleted_member } from "./organizations.members.delete.js";
import { deleted_password } from "./organizations.members.deletePassword.js";

// Typed by hand from the API's documentation of the two operations. No script writes this file or the two above.

export interface Golden {
  operationId: string;
  params: Record<string, string>;
  /** What the request line says. */
  method: string;
  target: string;
  /** Ids that the documentation allows in each place of the path. */
  allowed: Record<string, string[]>;
  /** Ids that it does not allow there, and the keyword that says so. */
  refused: Record<string, { value: string; keyword: string }[]>;
  /** The body that the documentation prints. */
  response: object;
  /** What a body may lack, or have as null. Everything else is required. */
  optional: string[];
  /** Where a body has times. */
  times: string[];
  /** Where every body, that of a refusal too, has integers of 32 bits. */
  int32: string[];
  /** Known error types by status. */
  errors: Record<number, ErrorBody["error_type"][]>;
  /** Actions on `stytch.member` or `stytch.self`, any of which the acting member needs. */
  action: string;
}

const common_errors = {
  400: ["invalid_project_id_authentication", "invalid_b2b_endpoint", "invalid_session_token"],
  401: ["unauthorized_credentials"],
  403: [
    "session_authorization_error",
    "session_authorization_tenancy_error",
    "organization_suspended",
    "use_https",
  ],
  429: ["too_many_requests"],
  500: ["internal_server_error"],
} satisfies Golden["errors"];

const organization_ids = [
  "organization-test-1",
  "a-slug.with_~",
  "external|id_1.a-b",
  "a",
  "a".repeat(128),
  "...",
  ".a",
];

const refused_ids = [
  { value: "a".repeat(129), keyword: "maxLength" },
  { value: "a+b", keyword: "pattern" },
];

export const goldens: Golden[] = [
  {
    operationId: "organizations.members.delete",
    params: { organization_id: "organization-test-1", member_id: "member-test-1" },
    method: "DELETE",
    target: "/v1/b2b/organizations/organization-test-1/members/member-test-1",
    allowed: {
      organization_id: organization_ids,
      member_id: ["member-test-1", "external|id_1.a-b", "a", "a".repeat(128), "...", ".a"],
    },
    refused: { organization_id: refused_ids, member_id: refused_ids },
    response: deleted_member,
    optional: [],
    times: [],
    int32: ["/status_code"],
    errors: { ...common_errors, 404: ["organization_not_found", "member_not_found", "session_not_found"] },
    action: "delete",
  },
  {
    operationId: "organizations.members.deletePassword",
    params: { organization_id: "organization-test-1", member_password_id: "member-password-test-1" },
    method: "DELETE",
    target: "/v1/b2b/organizations/organization-test-1/members/passwords/member-password-test-1",
    allowed: {
      organization_id: organization_ids,
      member_password_id: ["member-password-live-1", "a", "a".repeat(128)],
    },
    refused: { organization_id: refused_ids, member_password_id: refused_ids },
    response: deleted_password,
    optional: [
      "/member/sso_registrations/[]/sso_attributes",
      "/member/oauth_registrations/[]/profile_picture_url",
      "/member/oauth_registrations/[]/locale",
      "/member/roles/[]/sources/[]/details",
      "/member/trusted_metadata",
      "/member/untrusted_metadata",
      "/member/created_at",
      "/member/updated_at",
      "/member/scim_registration",
      "/member/scim_registration/external_id",
      "/member/scim_registration/scim_attributes",
      "/member/scim_registration/scim_attributes/name",
      "/member/scim_registration/scim_attributes/enterprise_extension",
      "/member/scim_registration/scim_attributes/enterprise_extension/manager",
      "/member/external_id",
      "/member/lock_created_at",
      "/member/lock_expires_at",
      "/organization/trusted_metadata",
      "/organization/created_at",
      "/organization/updated_at",
      "/organization/organization_external_id",
      "/organization/sso_default_connection_id",
      "/organization/scim_active_connection",
      "/organization/scim_active_connection/bearer_token_expires_at",
      "/organization/allowed_oauth_tenants",
    ],
    times: [
      "/member/created_at",
      "/member/updated_at",
      "/member/lock_created_at",
      "/member/lock_expires_at",
      "/organization/created_at",
      "/organization/updated_at",
      "/organization/scim_active_connection/bearer_token_expires_at",
    ],
    int32: ["/status_code"],
    errors: {
      ...common_errors,
      400: [...common_errors[400], "cross_org_passwords_enabled"],
      404: ["organization_not_found", "member_password_not_found", "session_not_found"],
    },
    action: "update.info.delete.password",
  },
];

/** The headers of every request. */
export const golden_headers = {
  accept: "application/json",
  // base64 of project-test-00000000-0000-4000-8000-000000000000:not-a-secret
  authorization: "Basic cHJvamVjdC10ZXN0LTAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMDpub3QtYS1zZWNyZXQ=",
  "user-agent": "stytch-b2b-members/0.1.0",
};

/** Each way to act for a member, and the headers that it adds. */
export const golden_sessions: { name: string; options?: CallOptions; headers: Record<string, string> }[] = [
  { name: "no session", headers: {} },
  {
    name: "a session token",
    options: { authorization: { session_token: "token-1" } },
    headers: { "x-stytch-member-session": "token-1" },
  },
  {
    name: "a session JWT",
    options: { authorization: { session_jwt: "jwt-1" } },
    headers: { "x-stytch-member-sessionjwt": "jwt-1" },
  },
  {
    name: "both",
    options: { authorization: { session_token: "token-1", session_jwt: "jwt-1" } },
    headers: { "x-stytch-member-session": "token-1", "x-stytch-member-sessionjwt": "jwt-1" },
  },
];

/** Project ids and the server of each. */
export const golden_servers = [
  ["project-live-1", "https://api.stytch.com"],
  ["project-test-1", "https://test.stytch.com"],
  ["anything-else", "https://test.stytch.com"],
] as const;
