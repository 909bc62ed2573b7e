import type { OrganizationsMembersDeletePasswordResponse } from "../../../src/index.js";

/** The body that the API's documentation prints, typed from it by hand. No script writes this file. */
export const deleted_password: OrganizationsMembersDeletePasswordResponse = {
  request_id: "<string>",
  member_id: "<string>",
  member: {
    organization_id: "<string>",
    member_id: "<string>",
    email_address: "<string>",
    status: "<string>",
    name: "<string>",
    sso_registrations: [
      {
        connection_id: "<string>",
        external_id: "<string>",
        registration_id: "<string>",
        sso_attributes: {},
      },
    ],
    is_breakglass: true,
    member_password_id: "<string>",
    oauth_registrations: [
      {
        provider_type: "<string>",
        provider_subject: "<string>",
        member_oauth_registration_id: "<string>",
        profile_picture_url: "<string>",
        locale: "<string>",
      },
    ],
    email_address_verified: true,
    mfa_phone_number_verified: true,
    is_admin: true,
    totp_registration_id: "<string>",
    retired_email_addresses: [
      {
        email_id: "<string>",
        email_address: "<string>",
      },
    ],
    is_locked: true,
    mfa_enrolled: true,
    mfa_phone_number: "<string>",
    default_mfa_method: "<string>",
    roles: [
      {
        role_id: "<string>",
        sources: [
          {
            type: "<string>",
            details: {},
          },
        ],
      },
    ],
    trusted_metadata: {},
    untrusted_metadata: {},
    created_at: "2026-04-25T16:37:09Z",
    updated_at: "2026-04-25T16:37:09Z",
    scim_registration: {
      connection_id: "<string>",
      registration_id: "<string>",
      external_id: "<string>",
      scim_attributes: {
        user_name: "<string>",
        id: "<string>",
        external_id: "<string>",
        active: true,
        groups: [
          {
            value: "<string>",
            display: "<string>",
          },
        ],
        display_name: "<string>",
        nick_name: "<string>",
        profile_url: "<string>",
        user_type: "<string>",
        title: "<string>",
        preferred_language: "<string>",
        locale: "<string>",
        timezone: "<string>",
        emails: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        phone_numbers: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        addresses: [
          {
            formatted: "<string>",
            street_address: "<string>",
            locality: "<string>",
            region: "<string>",
            postal_code: "<string>",
            country: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        ims: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        photos: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        entitlements: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        roles: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        x509certificates: [
          {
            value: "<string>",
            type: "<string>",
            primary: true,
          },
        ],
        name: {
          formatted: "<string>",
          family_name: "<string>",
          given_name: "<string>",
          middle_name: "<string>",
          honorific_prefix: "<string>",
          honorific_suffix: "<string>",
        },
        enterprise_extension: {
          employee_number: "<string>",
          cost_center: "<string>",
          division: "<string>",
          department: "<string>",
          organization: "<string>",
          manager: {
            value: "<string>",
            ref: "<string>",
            display_name: "<string>",
          },
        },
      },
    },
    external_id: "<string>",
    lock_created_at: "2026-04-25T16:37:09Z",
    lock_expires_at: "2026-04-25T16:37:09Z",
  },
  organization: {
    organization_id: "<string>",
    organization_name: "<string>",
    organization_logo_url: "<string>",
    organization_slug: "<string>",
    sso_jit_provisioning: "<string>",
    sso_jit_provisioning_allowed_connections: ["<string>"],
    sso_active_connections: [
      {
        connection_id: "<string>",
        display_name: "<string>",
        identity_provider: "<string>",
      },
    ],
    email_allowed_domains: ["<string>"],
    email_jit_provisioning: "<string>",
    email_invites: "<string>",
    auth_methods: "<string>",
    allowed_auth_methods: ["<string>"],
    mfa_policy: "<string>",
    rbac_email_implicit_role_assignments: [
      {
        domain: "<string>",
        role_id: "<string>",
      },
    ],
    mfa_methods: "<string>",
    allowed_mfa_methods: ["<string>"],
    oauth_tenant_jit_provisioning: "<string>",
    claimed_email_domains: ["<string>"],
    first_party_connected_apps_allowed_type: "<string>",
    allowed_first_party_connected_apps: ["<string>"],
    third_party_connected_apps_allowed_type: "<string>",
    allowed_third_party_connected_apps: ["<string>"],
    custom_roles: [
      {
        role_id: "<string>",
        description: "<string>",
        permissions: [
          {
            resource_id: "<string>",
            actions: ["<string>"],
          },
        ],
      },
    ],
    trusted_metadata: {},
    created_at: "2026-04-25T16:37:09Z",
    updated_at: "2026-04-25T16:37:09Z",
    organization_external_id: "<string>",
    sso_default_connection_id: "<string>",
    scim_active_connection: {
      connection_id: "<string>",
      display_name: "<string>",
      bearer_token_last_four: "<string>",
      bearer_token_expires_at: "2026-04-25T16:37:09Z",
    },
    allowed_oauth_tenants: {},
  },
  status_code: 123,
};
