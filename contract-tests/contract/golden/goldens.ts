import type { CallOptions } from "../../../src/index.js";
import failure from "./failure.json" with { type: "json" };
import deleted from "./organizations.members.delete.json" with { type: "json" };
import deleted_password from "./organizations.members.deletePassword.json" with { type: "json" };

// Typed by hand from the API's documentation of the two operations, or captured from the API with names and secrets
// replaced. No script writes a file of this folder.

/** Where the goldens stand. */
export const folder = "contract-tests/contract/golden";

export interface Golden {
  operationId: string;
  method: string;
  path: string;
  /** A value for each place of the path. */
  params: Record<string, string>;
  /** The parameters of the query and of the headers, but for the sessions. */
  other_params: Record<string, GoldenParameter>;
  /** Other ids that the documentation allows in each place of the path. */
  allowed: Record<string, string[]>;
  /** Ids that it does not allow there, and the keyword that says so. */
  refused: Record<string, { value: string; keyword: string }[]>;
  /** What each status answers, if it is not `failure`; null where that is no body. */
  bodies: Record<string, GoldenBody | null>;
  /** What every other failure answers; null where that is no body. */
  failure: GoldenBody | null;
  /** The known error types of each status that is a failure. */
  errors: Record<string, string[]>;
  /** The documented headers of an answer, by its status, each with its type. */
  headers: Record<string, Record<string, string>>;
  /** Action on `stytch.member` or `stytch.self`, either of which the acting member needs. */
  action: string;
  /** Which calls a description has to speak of after a success, by what the documentation says that it deletes. */
  followed_by: string[];
}

export interface GoldenParameter {
  in: "query" | "header";
  value: unknown;
  /** How the request has it: the text of a header, or `limit=10` in the query. */
  on_wire: string;
}

export interface GoldenBody {
  /** The file in this folder that the body stands in. */
  file: string;
  body: object;
  /** What such a body may lack, or have as null. Everything else is required. */
  optional: string[];
  /** Where it has times. */
  times: string[];
}

/** The body of each status. */
export function bodiesOf({ bodies, errors, ...golden }: Golden): Golden["bodies"] {
  const failures = Object.keys(errors).map((status) => [status, golden.failure]);
  return { ...Object.fromEntries(failures), ...bodies };
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
  default: [],
} satisfies Golden["errors"];

const common_failure = {
  file: "failure.json",
  body: failure,
  optional: ["/request_id", "/error_details"],
  times: [],
} satisfies GoldenBody;

const organization_ids = ["a-slug.with_~", "external|id_1.a-b", "a", "a".repeat(128), "...", ".a"];

const refused_ids = [
  { value: "a".repeat(129), keyword: "maxLength" },
  { value: "a+b", keyword: "pattern" },
];

export const goldens: Golden[] = [
  {
    operationId: "organizations.members.delete",
    method: "DELETE",
    path: "/v1/b2b/organizations/{organization_id}/members/{member_id}",
    params: { organization_id: "organization-test-1", member_id: "member-test-1" },
    other_params: {},
    allowed: {
      organization_id: organization_ids,
      member_id: ["external|id_1.a-b", "a", "a".repeat(128), "...", ".a"],
    },
    refused: {
      organization_id: refused_ids,
      member_id: [...refused_ids, { value: "a~b", keyword: "pattern" }],
    },
    bodies: {
      200: { file: "organizations.members.delete.json", body: deleted, optional: [], times: [] },
    },
    failure: common_failure,
    errors: { ...common_errors, 404: ["organization_not_found", "member_not_found", "session_not_found"] },
    headers: { 429: { "Retry-After": "string" } },
    action: "delete",
    followed_by: ["organizations.members.delete", "organizations.members.deletePassword"],
  },
  {
    operationId: "organizations.members.deletePassword",
    method: "DELETE",
    path: "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}",
    params: { organization_id: "organization-test-1", member_password_id: "member-password-test-1" },
    other_params: {},
    allowed: {
      organization_id: organization_ids,
      member_password_id: ["member-password-live-1", "a", "a".repeat(128)],
    },
    refused: {
      organization_id: refused_ids,
      // An id alone: no external id, and no slug.
      member_password_id: [
        ...refused_ids,
        ...["a.b", "a~b", "a|b"].map((value) => ({ value, keyword: "pattern" })),
      ],
    },
    bodies: {
      200: {
        file: "organizations.members.deletePassword.json",
        body: deleted_password,
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
      },
    },
    failure: common_failure,
    errors: {
      ...common_errors,
      400: [...common_errors[400], "cross_org_passwords_enabled"],
      404: ["organization_not_found", "member_password_not_found", "session_not_found"],
    },
    headers: { 429: { "Retry-After": "string" } },
    action: "update.info.delete.password",
    followed_by: ["organizations.members.deletePassword", "organizations.members.delete"],
  },
];

/** The headers of every request, with names in lower case. */
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
    headers: { "X-Stytch-Member-Session": "token-1" },
  },
  {
    name: "a session JWT",
    options: { authorization: { session_jwt: "jwt-1" } },
    headers: { "X-Stytch-Member-SessionJWT": "jwt-1" },
  },
  {
    name: "both",
    options: { authorization: { session_token: "token-1", session_jwt: "jwt-1" } },
    headers: { "X-Stytch-Member-Session": "token-1", "X-Stytch-Member-SessionJWT": "jwt-1" },
  },
];

/** Whether a golden says of an id that it is allowed in a place of the path, or that it is not. */
export function isTypedId(operationId: string, name: string, id: string): boolean {
  const golden = goldens.find((each) => each.operationId === operationId);
  const refused = golden?.refused[name]?.map(({ value }) => value);
  return [...(golden?.allowed[name] ?? []), ...(refused ?? [])].includes(id);
}

export const spellId = (id: string): string => (id.length > 40 ? `of ${id.length} letters` : id);

/** Project ids and the server of each. */
export const golden_servers: Record<string, string[]> = {
  "https://api.stytch.com": ["project-live-1"],
  "https://test.stytch.com": ["project-test-1", "anything-else"],
};
