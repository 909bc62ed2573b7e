// Generated from openapi/ by `npm run generate`. Do not edit.
export interface paths {
    "/v1/b2b/organizations/{organization_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a Member
         * @description Deletes one Member of an Organization. This is a soft delete: the Member's status becomes `deleted`, and
         *     the Member can be reactivated later.
         *
         *     Permissions: with a session header the acting Member needs the action `delete` on `stytch.member`, or on
         *     `stytch.self` to delete themselves. `stytch.self` counts only where the session's Member is the one in the
         *     path. Without a session header, nothing is checked beyond the project's credentials.
         *
         *     The request has no body. What a second delete of the same Member answers is not documented; a 404 is
         *     inferred.
         */
        delete: operations["organizations.members.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a Member's password
         * @description Deletes the password of one Member. The Member stays.
         *
         *     Only passwords that belong to a single Organization can be deleted this way. A project with
         *     cross-organization passwords has to require a password reset by e-mail instead, which is a different
         *     endpoint.
         *
         *     Permissions: with a session header the acting Member needs the action `update.info.delete.password` on
         *     `stytch.member`, or on `stytch.self` for their own password. `stytch.self` counts only where the password
         *     in the path is that of the session's Member. Without a session header, nothing is checked beyond the
         *     project's credentials.
         *
         *     The request has no body. What a second delete of the same password answers is not documented; a 404 is
         *     inferred.
         */
        delete: operations["organizations.members.deletePassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The answer to a deleted Member. */
        OrganizationsMembersDeleteResponse: {
            /**
             * Format: int32
             * @description The HTTP status, repeated in the body.
             * @example 200
             */
            status_code: number;
            /**
             * @description Names this one call. Log it; support asks for it.
             * @example request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141
             */
            request_id: string;
            /**
             * @description Id of the Member who was deleted.
             * @example member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f
             */
            member_id: string;
        };
        /** @description The answer to a deleted password. */
        OrganizationsMembersDeletePasswordResponse: {
            /**
             * Format: int32
             * @description The HTTP status, repeated in the body.
             * @example 200
             */
            status_code: number;
            /**
             * @description Names this one call. Log it; support asks for it.
             * @example request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141
             */
            request_id: string;
            /**
             * @description Id of the Member whose password was deleted.
             * @example member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f
             */
            member_id: string;
            /** @description The Member whose password was deleted. */
            member: components["schemas"]["Member"];
            /** @description The Organization that the Member belongs to. */
            organization: components["schemas"]["Organization"];
        };
        /** @description What every failure answers, unless a gateway in front of the API answers in its place. */
        ErrorBody: {
            /**
             * Format: int32
             * @description The HTTP status, repeated in the body.
             * @example 404
             */
            status_code: number;
            /**
             * @description Names this one call. Log it; support asks for it. Observed in every body, but not promised.
             * @example request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141
             */
            request_id?: string | null;
            /**
             * @description Stable name of the failure: branch on this. The listed values are those that these two operations are known or expected to answer; the API has hundreds more.
             * @example member_not_found
             */
            error_type: "unauthorized_credentials" | "invalid_project_id_authentication" | "invalid_b2b_endpoint" | "invalid_session_token" | "session_authorization_error" | "session_authorization_tenancy_error" | "organization_suspended" | "use_https" | "session_not_found" | "organization_not_found" | "member_not_found" | "member_password_not_found" | "cross_org_passwords_enabled" | "too_many_requests" | "internal_server_error" | (string & {});
            /**
             * @description The failure in words, for people. It may change; do not branch on it.
             * @example There is no such Member.
             */
            error_message: string;
            /**
             * @description Link to the documentation of this failure. Never parse it: it has had two forms already, today's and the one of earlier answers and documents.
             * @example https://stytch.com/docs/api-reference/b2b/api/errors/404#member_not_found
             * @example https://stytch.com/docs/b2b/api/errors/404#member_not_found
             */
            error_url: string;
            /**
             * @description More facts about the failure, on few types only. Which keys it has depends on the type.
             * @example {
             *       "field": "member_id"
             *     }
             */
            error_details?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description One person in an Organization, with every way that they can log in. */
        Member: {
            /**
             * @description The Organization that the Member belongs to.
             * @example organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931
             */
            organization_id: string;
            /**
             * @description Id of the Member. It never changes.
             * @example member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f
             */
            member_id: string;
            /**
             * @description Current e-mail address. No other Member of the Organization has the same one.
             * @example ada@example.com
             */
            email_address: string;
            /**
             * @description Where the Member stands between invitation and deletion.
             * @example active
             */
            status: "pending" | "invited" | "active" | "deleted" | (string & {});
            /**
             * @description Name to show to people.
             * @example Ada Example
             */
            name: string;
            /**
             * @description One entry for each SAML or OIDC connection that the Member has logged in through.
             * @example [
             *       {
             *         "connection_id": "saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9",
             *         "external_id": "ada@example.com",
             *         "registration_id": "saml-member-registration-test-9a6d293d-d8b3-42e8-abb4-220cc2060e93"
             *       }
             *     ]
             */
            sso_registrations: components["schemas"]["SSORegistration"][];
            /**
             * @description Whether this is an emergency account, which the Organization's login restrictions do not bind.
             * @example false
             */
            is_breakglass: boolean;
            /**
             * @description Id of the Member's password; empty where there is none. Whether it is already empty in the answer that confirms the deletion is not known.
             * @example member-password-test-51861cbc-d3b9-428b-9761-227f5fb12be9
             */
            member_password_id: string;
            /**
             * @description One entry for each OAuth login that is linked to the Member.
             * @example [
             *       {
             *         "provider_type": "Google",
             *         "provider_subject": "10769150350006150715113082367",
             *         "member_oauth_registration_id": "oauth-user-test-de86770c-911d-463f-80e7-f1b089cead14"
             *       }
             *     ]
             */
            oauth_registrations: components["schemas"]["OAuthRegistration"][];
            /**
             * @description Whether the Member has proved that the e-mail address is theirs.
             * @example true
             */
            email_address_verified: boolean;
            /**
             * @description Whether the Member has proved that `mfa_phone_number` is theirs.
             * @example true
             */
            mfa_phone_number_verified: boolean;
            /**
             * @description Whether the Member has the reserved role `stytch_admin`.
             * @example false
             */
            is_admin: boolean;
            /**
             * @description Id of the Member's authenticator app (TOTP); empty where there is none.
             * @example member-totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c
             */
            totp_registration_id: string;
            /**
             * @description Earlier addresses, no longer in use but still reserved in the Organization.
             * @example [
             *       {
             *         "email_id": "email-test-81bf03a8-86e1-4d95-bd44-bb3495224953",
             *         "email_address": "ada.before@example.com"
             *       }
             *     ]
             */
            retired_email_addresses: components["schemas"]["RetiredEmail"][];
            /**
             * @description Whether logins are blocked for a while after too many failed ones.
             * @example false
             */
            is_locked: boolean;
            /**
             * @description Whether the Member must pass a second factor at every login.
             * @example true
             */
            mfa_enrolled: boolean;
            /**
             * @description Phone number (E.164) that receives one-time codes by SMS; empty where there is none.
             * @example +12025550162
             */
            mfa_phone_number: string;
            /**
             * @description The second factor to offer first; empty where none is set.
             * @example totp
             */
            default_mfa_method: "sms_otp" | "totp" | (string & {});
            /**
             * @description Every role in force for the Member, and where it comes from.
             * @example [
             *       {
             *         "role_id": "reader",
             *         "sources": [
             *           {
             *             "type": "direct_assignment"
             *           }
             *         ]
             *       }
             *     ]
             */
            roles: components["schemas"]["MemberRole"][];
            /**
             * @description Free-form data about the Member that only a backend can write.
             * @example {
             *       "plan": "team"
             *     }
             */
            trusted_metadata?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Free-form data about the Member that a frontend can write too. Never base a decision on it.
             * @example {
             *       "theme": "dark"
             *     }
             */
            untrusted_metadata?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When the Member was created.
             * @example 2026-04-25T16:37:09Z
             */
            created_at?: string | null;
            /**
             * Format: date-time
             * @description When the Member was last changed.
             * @example 2026-04-25T16:37:09Z
             */
            updated_at?: string | null;
            /** @description How SCIM provisioned the Member, where it did. */
            scim_registration?: components["schemas"]["SCIMRegistration"] | null;
            /**
             * @description Your own identifier for the Member. It can stand wherever a path asks for the Member's id.
             * @example hr|emp_0042.a-example
             */
            external_id?: string | null;
            /**
             * Format: date-time
             * @description When the lock behind `is_locked` began.
             * @example 2026-04-25T16:37:09Z
             */
            lock_created_at?: string | null;
            /**
             * Format: date-time
             * @description When the lock behind `is_locked` ends by itself.
             * @example 2026-04-25T17:37:09Z
             */
            lock_expires_at?: string | null;
        };
        /** @description A Member's identity at one SAML or OIDC identity provider. */
        SSORegistration: {
            /**
             * @description The SSO connection that leads to the identity provider.
             * @example saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9
             */
            connection_id: string;
            /**
             * @description Who the Member is to the identity provider.
             * @example ada@example.com
             */
            external_id: string;
            /**
             * @description Id of this registration.
             * @example saml-member-registration-test-9a6d293d-d8b3-42e8-abb4-220cc2060e93
             */
            registration_id: string;
            /**
             * @description What the identity provider said about the Member. Its keys are the provider's.
             * @example {
             *       "email": [
             *         "ada@example.com"
             *       ]
             *     }
             */
            sso_attributes?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A Member's account at one OAuth provider. */
        OAuthRegistration: {
            /**
             * @description The OAuth provider.
             * @example Google
             */
            provider_type: "Google" | "Microsoft" | "GitHub" | (string & {});
            /**
             * @description Who the Member is to the provider (the OAuth subject).
             * @example 10769150350006150715113082367
             */
            provider_subject: string;
            /**
             * @description Id of this registration.
             * @example oauth-user-test-de86770c-911d-463f-80e7-f1b089cead14
             */
            member_oauth_registration_id: string;
            /**
             * @description Address of the picture that the provider shows for the account. It may lack a scheme.
             * @example https://example.com/ada.png
             */
            profile_picture_url?: string | null;
            /**
             * @description Language of the account, as the provider writes it.
             * @example en
             */
            locale?: string | null;
        };
        /** @description An earlier address of a Member, no longer in use but still reserved in the Organization. */
        RetiredEmail: {
            /**
             * @description Id of the retired address.
             * @example email-test-81bf03a8-86e1-4d95-bd44-bb3495224953
             */
            email_id: string;
            /**
             * @description The retired address.
             * @example ada.before@example.com
             */
            email_address: string;
        };
        /** @description A role that is in force for a Member. */
        MemberRole: {
            /**
             * @description Name of the role. `stytch_member` and `stytch_admin` are reserved; a project or an Organization chooses the others.
             * @example reader
             */
            role_id: "stytch_member" | "stytch_admin" | (string & {});
            /**
             * @description Every reason why the Member has the role.
             * @example [
             *       {
             *         "type": "email_assignment",
             *         "details": {
             *           "email_domain": "example.com"
             *         }
             *       }
             *     ]
             */
            sources: components["schemas"]["MemberRoleSource"][];
        };
        /** @description One reason why a Member has a role. */
        MemberRoleSource: {
            /**
             * @description What granted the role. It decides which keys `details` has.
             * @example email_assignment
             */
            type: "direct_assignment" | "email_assignment" | "sso_connection" | "sso_connection_group" | "scim_connection_group" | (string & {});
            /**
             * @description What granted the role, in particular, by `type`:
             *
             *     - `direct_assignment`: nothing
             *     - `email_assignment`: `email_domain`
             *     - `sso_connection`: `connection_id`
             *     - `sso_connection_group`: `connection_id`, `group`
             *     - `scim_connection_group`: `connection_id`, `group_id`
             * @example {
             *       "email_domain": "example.com"
             *     }
             */
            details?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A Member's record at the identity provider that provisions them through SCIM. */
        SCIMRegistration: {
            /**
             * @description The SCIM connection that leads to the identity provider.
             * @example scim-connection-test-cdd5415a-c470-42be-8369-5c90cf7762dc
             */
            connection_id: string;
            /**
             * @description Id of this registration.
             * @example scim-member-registration-test-2f6a1d0e-5b38-4c3a-9d57-6f0c1b2a3e4d
             */
            registration_id: string;
            /**
             * @description Who the Member is to the identity provider.
             * @example 00u1example
             */
            external_id?: string | null;
            /** @description What the identity provider said about the Member. */
            scim_attributes?: components["schemas"]["SCIMAttributes"] | null;
        };
        /** @description A SCIM user (RFC 7643, section 4.1) as the identity provider sent it, with its names in snake_case. */
        SCIMAttributes: {
            /**
             * @description Name that the user logs in with at the identity provider.
             * @example ada@example.com
             */
            user_name: string;
            /**
             * @description Id of the SCIM user.
             * @example member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f
             */
            id: string;
            /**
             * @description Id of the user at the identity provider.
             * @example 00u1example
             */
            external_id: string;
            /**
             * @description Whether the identity provider regards the account as in use.
             * @example true
             */
            active: boolean;
            /**
             * @description Groups that the user is in.
             * @example [
             *       {
             *         "value": "scim-group-test-018f85a0-2c17-4ba3-91d1-7f0382dd7c31",
             *         "display": "Engineering"
             *       }
             *     ]
             */
            groups: components["schemas"]["SCIMGroup"][];
            /**
             * @description Name to show to people.
             * @example Ada Example
             */
            display_name: string;
            /**
             * @description What the user is called in everyday life.
             * @example Ada
             */
            nick_name: string;
            /**
             * @description Address of the user's profile page.
             * @example https://example.com/people/ada
             */
            profile_url: string;
            /**
             * @description How the user relates to the company, in its own words.
             * @example Employee
             */
            user_type: string;
            /**
             * @description Job title.
             * @example Engineer
             */
            title: string;
            /**
             * @description Language that the user would rather read, as a language tag.
             * @example en-US
             */
            preferred_language: string;
            /**
             * @description Where the user is, for the formats of numbers, dates and currency.
             * @example en-US
             */
            locale: string;
            /**
             * @description Time zone of the user, by its IANA name.
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description E-mail addresses.
             * @example [
             *       {
             *         "value": "ada@example.com",
             *         "type": "work",
             *         "primary": true
             *       }
             *     ]
             */
            emails: components["schemas"]["SCIMEmail"][];
            /**
             * @description Phone numbers.
             * @example [
             *       {
             *         "value": "+12025550162",
             *         "type": "work",
             *         "primary": true
             *       }
             *     ]
             */
            phone_numbers: components["schemas"]["SCIMPhoneNumber"][];
            /**
             * @description Postal addresses.
             * @example [
             *       {
             *         "formatted": "1 Example Street, 10115 Berlin, Germany",
             *         "street_address": "1 Example Street",
             *         "locality": "Berlin",
             *         "region": "Berlin",
             *         "postal_code": "10115",
             *         "country": "DE",
             *         "type": "work",
             *         "primary": true
             *       }
             *     ]
             */
            addresses: components["schemas"]["SCIMAddress"][];
            /**
             * @description Instant messaging handles.
             * @example [
             *       {
             *         "value": "ada.example",
             *         "type": "xmpp",
             *         "primary": true
             *       }
             *     ]
             */
            ims: components["schemas"]["SCIMIMs"][];
            /**
             * @description Pictures of the user.
             * @example [
             *       {
             *         "value": "https://example.com/ada.png",
             *         "type": "photo",
             *         "primary": true
             *       }
             *     ]
             */
            photos: components["schemas"]["SCIMPhoto"][];
            /**
             * @description Things that the user is entitled to.
             * @example [
             *       {
             *         "value": "builds",
             *         "type": "licence",
             *         "primary": true
             *       }
             *     ]
             */
            entitlements: components["schemas"]["SCIMEntitlement"][];
            /**
             * @description Roles of the user at the identity provider; not the Member's `roles`.
             * @example [
             *       {
             *         "value": "developer",
             *         "type": "team",
             *         "primary": true
             *       }
             *     ]
             */
            roles: components["schemas"]["SCIMRole"][];
            /**
             * @description Certificates of the user.
             * @example [
             *       {
             *         "value": "RXhhbXBsZSBjZXJ0aWZpY2F0ZQ==",
             *         "type": "signing",
             *         "primary": true
             *       }
             *     ]
             */
            x509certificates: components["schemas"]["SCIMX509Certificate"][];
            /** @description The user's name in parts. */
            name?: components["schemas"]["SCIMName"] | null;
            /** @description What the user's employer adds. */
            enterprise_extension?: components["schemas"]["SCIMEnterpriseExtension"] | null;
        };
        /** @description A group that a SCIM user is in. */
        SCIMGroup: {
            /**
             * @description Id of the group.
             * @example scim-group-test-018f85a0-2c17-4ba3-91d1-7f0382dd7c31
             */
            value: string;
            /**
             * @description Name of the group.
             * @example Engineering
             */
            display: string;
        };
        /** @description A SCIM user's name, whole and in parts. */
        SCIMName: {
            /**
             * @description The whole name in one line.
             * @example Dr. Ada B. Example Jr.
             */
            formatted: string;
            /**
             * @description Family name.
             * @example Example
             */
            family_name: string;
            /**
             * @description Given name.
             * @example Ada
             */
            given_name: string;
            /**
             * @description Middle names.
             * @example B.
             */
            middle_name: string;
            /**
             * @description Title in front of the name.
             * @example Dr.
             */
            honorific_prefix: string;
            /**
             * @description Addition behind the name.
             * @example Jr.
             */
            honorific_suffix: string;
        };
        /** @description An entry of one of a SCIM user's lists (RFC 7643, section 2.4). */
        SCIMMultiValuedAttribute: {
            /**
             * @description The entry itself, such as an address or a number.
             * @example ada@example.com
             */
            value: string;
            /**
             * @description Label that tells the entry from the others, such as `work` or `home`. There is no fixed set.
             * @example work
             */
            type: string;
            /**
             * @description Whether this entry is to be preferred over the others of its list.
             * @example true
             */
            primary: boolean;
        };
        /** @description An e-mail address of a SCIM user. */
        SCIMEmail: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description A phone number of a SCIM user, in whatever form the identity provider sent it. */
        SCIMPhoneNumber: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description A postal address of a SCIM user. */
        SCIMAddress: {
            /**
             * @description The whole address, as it would stand on an envelope.
             * @example 1 Example Street, 10115 Berlin, Germany
             */
            formatted: string;
            /**
             * @description Street and house number.
             * @example 1 Example Street
             */
            street_address: string;
            /**
             * @description Town or city.
             * @example Berlin
             */
            locality: string;
            /**
             * @description State or region.
             * @example Berlin
             */
            region: string;
            /**
             * @description Postal code.
             * @example 10115
             */
            postal_code: string;
            /**
             * @description Country. RFC 7643 has the two-letter code.
             * @example DE
             */
            country: string;
            /**
             * @description Label that tells the address from the others, such as `work` or `home`. There is no fixed set.
             * @example work
             */
            type: string;
            /**
             * @description Whether this address is to be preferred over the others.
             * @example true
             */
            primary: boolean;
        };
        /** @description An instant messaging handle of a SCIM user. */
        SCIMIMs: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description Address of a picture of a SCIM user. */
        SCIMPhoto: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description Something that a SCIM user is entitled to, in the identity provider's words. */
        SCIMEntitlement: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description A role of a SCIM user at the identity provider, in that one's words. */
        SCIMRole: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description A certificate of a SCIM user. Its encoding is not documented; RFC 7643 has DER in base64. */
        SCIMX509Certificate: components["schemas"]["SCIMMultiValuedAttribute"];
        /** @description What the enterprise extension (RFC 7643, section 4.3) adds to a SCIM user. */
        SCIMEnterpriseExtension: {
            /**
             * @description Number that the employer knows the user by.
             * @example 0042
             */
            employee_number: string;
            /**
             * @description Cost center that the user is booked on.
             * @example 4130
             */
            cost_center: string;
            /**
             * @description Division that the user works in.
             * @example Products
             */
            division: string;
            /**
             * @description Department that the user works in.
             * @example Platform
             */
            department: string;
            /**
             * @description Name of the employer, which is not the id of the Organization here.
             * @example Example Corp
             */
            organization: string;
            /** @description Whom the user reports to. */
            manager?: components["schemas"]["SCIMManager"] | null;
        };
        /** @description The person whom a SCIM user reports to. */
        SCIMManager: {
            /**
             * @description Id of the manager's SCIM user.
             * @example member-test-6b1f0c5e-3d2a-4e8f-a7c9-0d4b5e6f7a81
             */
            value: string;
            /**
             * @description Address of the manager's SCIM user (`$ref` in RFC 7643).
             * @example https://example.com/scim/v2/Users/00u2example
             */
            ref: string;
            /**
             * @description The manager's name to show to people.
             * @example Grace Example
             */
            display_name: string;
        };
        /** @description A tenant of the project. It has Members and decides how they log in. */
        Organization: {
            /**
             * @description Id of the Organization. It never changes.
             * @example organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931
             */
            organization_id: string;
            /**
             * @description Name to show to people.
             * @example Example Corp
             */
            organization_name: string;
            /**
             * @description Address of the logo; empty where there is none.
             * @example https://example.com/logo.png
             */
            organization_logo_url: string;
            /**
             * @description Name of the Organization in URLs. It can stand wherever a path asks for the Organization's id.
             * @example example.corp_eu-west~2
             */
            organization_slug: string;
            /**
             * @description Whether a login through SSO may create a Member.
             * @example RESTRICTED
             */
            sso_jit_provisioning: "ALL_ALLOWED" | "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description SSO connections that may create Members while `sso_jit_provisioning` is `RESTRICTED`.
             * @example [
             *       "saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9"
             *     ]
             */
            sso_jit_provisioning_allowed_connections: string[];
            /**
             * @description SSO connections in use.
             * @example [
             *       {
             *         "connection_id": "saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9",
             *         "display_name": "Example Corp SSO",
             *         "identity_provider": "okta"
             *       }
             *     ]
             */
            sso_active_connections: components["schemas"]["ActiveSSOConnection"][];
            /**
             * @description Domains whose addresses may be invited or become Members while `email_invites` or `email_jit_provisioning` is `RESTRICTED`.
             * @example [
             *       "example.com"
             *     ]
             */
            email_allowed_domains: string[];
            /**
             * @description Whether a login by e-mail or OAuth may create a Member.
             * @example RESTRICTED
             */
            email_jit_provisioning: "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description Who may be invited by e-mail.
             * @example ALL_ALLOWED
             */
            email_invites: "ALL_ALLOWED" | "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description Whether Members may log in by every method, or only by `allowed_auth_methods`.
             * @example RESTRICTED
             */
            auth_methods: "ALL_ALLOWED" | "RESTRICTED" | (string & {});
            /**
             * @description Methods that Members may log in by while `auth_methods` is `RESTRICTED`.
             * @example [
             *       "sso",
             *       "password"
             *     ]
             */
            allowed_auth_methods: ("sso" | "magic_link" | "email_otp" | "password" | "google_oauth" | "microsoft_oauth" | "slack_oauth" | "github_oauth" | "hubspot_oauth" | (string & {}))[];
            /**
             * @description Whether every Member needs a second factor, or only those who are enrolled.
             * @example OPTIONAL
             */
            mfa_policy: "REQUIRED_FOR_ALL" | "OPTIONAL" | (string & {});
            /**
             * @description Roles that Members have by the domain of their e-mail address.
             * @example [
             *       {
             *         "domain": "example.com",
             *         "role_id": "reader"
             *       }
             *     ]
             */
            rbac_email_implicit_role_assignments: components["schemas"]["EmailImplicitRoleAssignment"][];
            /**
             * @description Whether Members may use every second factor, or only `allowed_mfa_methods`.
             * @example RESTRICTED
             */
            mfa_methods: "ALL_ALLOWED" | "RESTRICTED" | (string & {});
            /**
             * @description Second factors that Members may use while `mfa_methods` is `RESTRICTED`.
             * @example [
             *       "totp"
             *     ]
             */
            allowed_mfa_methods: ("sms_otp" | "totp" | (string & {}))[];
            /**
             * @description Whether a login from one of `allowed_oauth_tenants` may create a Member.
             * @example RESTRICTED
             */
            oauth_tenant_jit_provisioning: "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description E-mail domains that the Organization has claimed as its own.
             * @example [
             *       "example.com"
             *     ]
             */
            claimed_email_domains: string[];
            /**
             * @description Which first-party Connected Apps the Organization allows.
             * @example RESTRICTED
             */
            first_party_connected_apps_allowed_type: "ALL_ALLOWED" | "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description Ids of the apps allowed while `first_party_connected_apps_allowed_type` is `RESTRICTED`.
             * @example [
             *       "connected-app-test-0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
             *     ]
             */
            allowed_first_party_connected_apps: string[];
            /**
             * @description Which third-party Connected Apps the Organization allows.
             * @example RESTRICTED
             */
            third_party_connected_apps_allowed_type: "ALL_ALLOWED" | "RESTRICTED" | "NOT_ALLOWED" | (string & {});
            /**
             * @description Ids of the apps allowed while `third_party_connected_apps_allowed_type` is `RESTRICTED`.
             * @example [
             *       "connected-app-test-5f6e7d8c-9b0a-4c1d-b2e3-f4a5b6c7d8e9"
             *     ]
             */
            allowed_third_party_connected_apps: string[];
            /**
             * @description Roles that exist in this Organization only.
             * @example [
             *       {
             *         "role_id": "member-manager",
             *         "description": "Looks after the Members.",
             *         "permissions": [
             *           {
             *             "resource_id": "stytch.member",
             *             "actions": [
             *               "delete"
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            custom_roles: components["schemas"]["CustomRole"][];
            /**
             * @description Free-form data about the Organization that only a backend can write.
             * @example {
             *       "region": "eu"
             *     }
             */
            trusted_metadata?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When the Organization was created.
             * @example 2026-04-25T16:37:09Z
             */
            created_at?: string | null;
            /**
             * Format: date-time
             * @description When the Organization was last changed.
             * @example 2026-04-25T16:37:09Z
             */
            updated_at?: string | null;
            /**
             * @description Your own identifier for the Organization. It can stand wherever a path asks for the Organization's id. Observed as `null`.
             * @example crm|org_0417.eu-west
             */
            organization_external_id?: string | null;
            /**
             * @description The SSO connection to use where several are in use. Observed as `null`.
             * @example saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9
             */
            sso_default_connection_id?: string | null;
            /** @description The SCIM connection in use. Observed as `null`. */
            scim_active_connection?: components["schemas"]["ActiveSCIMConnection"] | null;
            /**
             * @description Tenants whose logins may create Members, as one list for each OAuth provider. Known providers are `slack`, `hubspot` and `github`.
             * @example {
             *       "slack": [
             *         "T1234"
             *       ],
             *       "hubspot": [
             *         "Hub2345",
             *         "Hub3456"
             *       ]
             *     }
             */
            allowed_oauth_tenants?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description An SSO connection that is in use. */
        ActiveSSOConnection: {
            /**
             * @description Id of the connection.
             * @example saml-connection-test-51861cbc-d3b9-428b-9761-227f5fb12be9
             */
            connection_id: string;
            /**
             * @description Name to show to people.
             * @example Example Corp SSO
             */
            display_name: string;
            /**
             * @description The identity provider at the other end.
             * @example okta
             */
            identity_provider: "classlink" | "cyberark" | "duo" | "google-workspace" | "jumpcloud" | "keycloak" | "miniorange" | "microsoft-entra" | "okta" | "onelogin" | "pingfederate" | "rippling" | "salesforce" | "shibboleth" | "generic" | (string & {});
        };
        /** @description The SCIM connection that is in use. */
        ActiveSCIMConnection: {
            /**
             * @description Id of the connection.
             * @example scim-connection-test-cdd5415a-c470-42be-8369-5c90cf7762dc
             */
            connection_id: string;
            /**
             * @description Name to show to people.
             * @example Example Corp SCIM
             */
            display_name: string;
            /**
             * @description The last four characters of the bearer token, by which a person can recognize it.
             * @example sdko
             */
            bearer_token_last_four: string;
            /**
             * Format: date-time
             * @description When the bearer token stops working.
             * @example 2029-03-20T21:28:28Z
             */
            bearer_token_expires_at?: string | null;
        };
        /** @description A role that an e-mail domain grants to every Member with an address there. */
        EmailImplicitRoleAssignment: {
            /**
             * @description The e-mail domain.
             * @example example.com
             */
            domain: string;
            /**
             * @description Name of the role. `stytch_member` and `stytch_admin` are reserved; a project or an Organization chooses the others.
             * @example reader
             */
            role_id: "stytch_member" | "stytch_admin" | (string & {});
        };
        /** @description A role that one Organization has defined for itself. */
        CustomRole: {
            /**
             * @description Name of the role.
             * @example member-manager
             */
            role_id: string;
            /**
             * @description What the role is for, in the Organization's words.
             * @example Looks after the Members.
             */
            description: string;
            /**
             * @description What the role allows.
             * @example [
             *       {
             *         "resource_id": "stytch.member",
             *         "actions": [
             *           "delete"
             *         ]
             *       }
             *     ]
             */
            permissions: components["schemas"]["CustomRolePermission"][];
        };
        /** @description The actions that a custom role allows on one resource. */
        CustomRolePermission: {
            /**
             * @description The RBAC resource.
             * @example stytch.member
             */
            resource_id: string;
            /**
             * @description What may be done to the resource.
             * @example [
             *       "delete"
             *     ]
             */
            actions: string[];
        };
    };
    responses: {
        /** @description The request cannot be accepted as it stands; the same request will fail again. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The request cannot be accepted as it stands, or the project shares passwords between Organizations; the same request will fail again. */
        MemberPasswordBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The project id and the secret are missing or do not belong together. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The acting Member of a session header may not do this; or, with or without a session, the Organization is suspended or the request came without TLS. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The Organization, the Member or the session does not exist. */
        MemberNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The Organization, the password or the session does not exist. */
        MemberPasswordNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rate limit was hit. Each limit counts one field, such as the project, the Member or the address that requests come from, in one interval and for one endpoint. How many requests it allows is not published. Intervals do not roll: each begins at the top of a minute or an hour. Back off exponentially. */
        TooManyRequests: {
            headers: {
                /** @description How long to wait before the next attempt: whole seconds, or an HTTP date. No documentation promises it; wait that long where it comes. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The server failed. Whether it deleted anything first is not known. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Any other status. Whether the server deleted anything first is not known, and a gateway in front of it may answer with HTML instead of this body. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description The Organization: its id, its slug or its external id.
         *
         *     `.` and `..` are spelled from allowed characters but refused: URL parsers fold them away, so the request
         *     would name another resource.
         */
        organization_id: string;
        /**
         * @description The Member: their id, or their external id where one is set.
         *
         *     `.` and `..` are spelled from allowed characters but refused: URL parsers fold them away, so the request
         *     would name another resource. With `..` that resource is the whole Organization.
         */
        member_id: string;
        /**
         * @description The password: its id, as `member_password_id` of the Member gives it. No other identifier is accepted.
         *
         *     No dot is documented in it. `.` and `..` are refused: URL parsers fold them away, so the request would name
         *     another resource.
         */
        member_password_id: string;
        /**
         * @description Session token of the acting Member. With it, or with `X-Stytch-Member-SessionJWT`, the server checks that
         *     this Member has the permission for the call. Without both, the call runs with the full rights of the
         *     project.
         *
         *     Which header decides when both are sent is not known.
         */
        "X-Stytch-Member-Session": string;
        /**
         * @description Session JWT of the acting Member. With it, or with `X-Stytch-Member-Session`, the server checks that this
         *     Member has the permission for the call. Without both, the call runs with the full rights of the project.
         *
         *     Which header decides when both are sent is not known.
         */
        "X-Stytch-Member-SessionJWT": string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "organizations.members.delete": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Session token of the acting Member. With it, or with `X-Stytch-Member-SessionJWT`, the server checks that
                 *     this Member has the permission for the call. Without both, the call runs with the full rights of the
                 *     project.
                 *
                 *     Which header decides when both are sent is not known.
                 */
                "X-Stytch-Member-Session"?: components["parameters"]["X-Stytch-Member-Session"];
                /**
                 * @description Session JWT of the acting Member. With it, or with `X-Stytch-Member-Session`, the server checks that this
                 *     Member has the permission for the call. Without both, the call runs with the full rights of the project.
                 *
                 *     Which header decides when both are sent is not known.
                 */
                "X-Stytch-Member-SessionJWT"?: components["parameters"]["X-Stytch-Member-SessionJWT"];
            };
            path: {
                /**
                 * @description The Organization: its id, its slug or its external id.
                 *
                 *     `.` and `..` are spelled from allowed characters but refused: URL parsers fold them away, so the request
                 *     would name another resource.
                 */
                organization_id: components["parameters"]["organization_id"];
                /**
                 * @description The Member: their id, or their external id where one is set.
                 *
                 *     `.` and `..` are spelled from allowed characters but refused: URL parsers fold them away, so the request
                 *     would name another resource. With `..` that resource is the whole Organization.
                 */
                member_id: components["parameters"]["member_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Member has been deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationsMembersDeleteResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MemberNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    "organizations.members.deletePassword": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Session token of the acting Member. With it, or with `X-Stytch-Member-SessionJWT`, the server checks that
                 *     this Member has the permission for the call. Without both, the call runs with the full rights of the
                 *     project.
                 *
                 *     Which header decides when both are sent is not known.
                 */
                "X-Stytch-Member-Session"?: components["parameters"]["X-Stytch-Member-Session"];
                /**
                 * @description Session JWT of the acting Member. With it, or with `X-Stytch-Member-Session`, the server checks that this
                 *     Member has the permission for the call. Without both, the call runs with the full rights of the project.
                 *
                 *     Which header decides when both are sent is not known.
                 */
                "X-Stytch-Member-SessionJWT"?: components["parameters"]["X-Stytch-Member-SessionJWT"];
            };
            path: {
                /**
                 * @description The Organization: its id, its slug or its external id.
                 *
                 *     `.` and `..` are spelled from allowed characters but refused: URL parsers fold them away, so the request
                 *     would name another resource.
                 */
                organization_id: components["parameters"]["organization_id"];
                /**
                 * @description The password: its id, as `member_password_id` of the Member gives it. No other identifier is accepted.
                 *
                 *     No dot is documented in it. `.` and `..` are refused: URL parsers fold them away, so the request would name
                 *     another resource.
                 */
                member_password_id: components["parameters"]["member_password_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The password has been deleted. The body carries the Member and the Organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationsMembersDeletePasswordResponse"];
                };
            };
            400: components["responses"]["MemberPasswordBadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MemberPasswordNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
