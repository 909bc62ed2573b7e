import type http from "node:http";
import type https from "node:https";
import type crossFetch from "cross-fetch";
import { Agent, fetch as undiciFetch, type Dispatcher } from "undici";
import { expectTypeOf } from "vitest";
import type { FetchClient } from "../../src/fetch-client.js";
import type {
  Authorization,
  B2BClient,
  ClientConfig,
  ErrorBody,
  Fetch,
  Logger,
  Member,
  Organization,
  OrganizationsMembersDeleteParams,
  OrganizationsMembersDeletePasswordParams,
  OrganizationsMembersDeletePasswordResponse,
  OrganizationsMembersDeleteResponse,
  SCIMAttributes,
  StytchError,
} from "../../src/index.js";
import type { nodeFetch, NodeAgent } from "../../src/node-fetch.js";
import type { Calls } from "../../generated/client.js";
import type { components, operations, paths } from "../../generated/types.js";

const organization_id = "organization-test-1";
const member_id = "member-test-1";
const deletePath = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

// Compiled and never run: `tsc` reports what is wrong here.
type Methods = B2BClient["organizations"]["members"];
type DeletePath = "/v1/b2b/organizations/{organization_id}/members/{member_id}";
type DeletePasswordPath = "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}";

// The types of the client take the parameters of each operation, and answer the body of its 200.
{
  type PathOf<OperationId extends keyof operations> = operations[OperationId]["parameters"]["path"];
  expectTypeOf<Parameters<Methods["delete"]>[0]>().toEqualTypeOf<OrganizationsMembersDeleteParams>();
  expectTypeOf<OrganizationsMembersDeleteParams>().toEqualTypeOf<PathOf<"organizations.members.delete">>();
  expectTypeOf<
    Parameters<Methods["deletePassword"]>[0]
  >().toEqualTypeOf<OrganizationsMembersDeletePasswordParams>();
  expectTypeOf<OrganizationsMembersDeletePasswordParams>().toEqualTypeOf<
    PathOf<"organizations.members.deletePassword">
  >();
  expectTypeOf<ReturnType<Methods["delete"]>>().toEqualTypeOf<Promise<OrganizationsMembersDeleteResponse>>();
  expectTypeOf<ReturnType<Methods["deletePassword"]>>().toEqualTypeOf<
    Promise<OrganizationsMembersDeletePasswordResponse>
  >();
  expectTypeOf<OrganizationsMembersDeleteResponse["member_id"]>().toEqualTypeOf<string>();
  expectTypeOf<OrganizationsMembersDeletePasswordResponse["member"]>().toEqualTypeOf<Member>();
  expectTypeOf<Member>().toEqualTypeOf<components["schemas"]["Member"]>();
}

// The types of the client refuse a misspelt parameter and an option that would drop the permission check.
{
  const check = ({ organizations: { members } }: B2BClient): unknown[] => [
    // @ts-expect-error: member_id is missing
    members.delete({ organization_id, memberId: "m" }),
    // @ts-expect-error: the key is session_token
    members.delete({ organization_id, member_id }, { authorization: { sessionToken: "t" } }),
    // @ts-expect-error: the key is authorization
    members.delete({ organization_id, member_id }, { authorisation: {} }),
    // @ts-expect-error: an undefined authorization would run with the project's full rights
    members.delete({ organization_id, member_id }, { authorization: undefined }),
  ];
  expectTypeOf(check).toBeFunction();
  expectTypeOf<Authorization>().toEqualTypeOf<{ session_token?: string; session_jwt?: string }>();
}

// The types of the client keep value sets open and their known values known.
{
  expectTypeOf<"anything">().toExtend<Member["status"]>();
  type Statuses = "pending" | "invited" | "active" | "deleted";
  expectTypeOf<Extract<Member["status"], Statuses>>().toEqualTypeOf<Statuses>();
  expectTypeOf<Extract<ErrorBody["error_type"], "member_not_found">>().toEqualTypeOf<"member_not_found">();
  expectTypeOf<StytchError["error_type"]>().toEqualTypeOf<ErrorBody["error_type"]>();
  expectTypeOf<string>().toExtend<ErrorBody["error_type"]>();
  type Factors = Organization["allowed_mfa_methods"][number];
  expectTypeOf<Extract<Factors, "sms_otp" | "totp">>().toEqualTypeOf<"sms_otp" | "totp">();
}

// The types of the client describe free-form objects, nulls and times.
{
  expectTypeOf<Member["trusted_metadata"]>().toEqualTypeOf<{ [key: string]: unknown } | null | undefined>();
  expectTypeOf<Organization["organization_external_id"]>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Member["created_at"]>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<null>().toExtend<Member["scim_registration"]>();
  expectTypeOf<SCIMAttributes["emails"][number]>().toExtend<{
    value: string;
    type: string;
    primary: boolean;
  }>();
}

// The types of the client take the `fetch` of the platform and those of libraries as they are.
{
  expectTypeOf<typeof globalThis.fetch>().toExtend<Fetch>();
  expectTypeOf<typeof undiciFetch>().toExtend<Fetch>();
  expectTypeOf<typeof crossFetch>().toExtend<Fetch>();
  const dispatcher: Dispatcher = new Agent();
  const wrappers: Fetch[] = [
    (url, init) => undiciFetch(url, { ...init, dispatcher }),
    (url, init) => fetch(url, { ...init, headers: { ...init.headers, "X-Trace": "1" } }),
  ];
  expectTypeOf(wrappers).toBeArray();
  expectTypeOf<(url: string) => Promise<string>>().not.toExtend<Fetch>();
}

// The types of nodeFetch take an agent of Node, and none of undici's.
{
  expectTypeOf<ReturnType<typeof nodeFetch>>().toEqualTypeOf<Fetch>();
  expectTypeOf<http.Agent | https.Agent>().toExtend<NodeAgent>();
  expectTypeOf<Agent>().not.toExtend<NodeAgent>();
  expectTypeOf<{ keepAlive: true }>().not.toExtend<NodeAgent>();
  expectTypeOf<Parameters<typeof nodeFetch>>().toEqualTypeOf<[options?: { agent?: NodeAgent | undefined }]>();
}

// The types of the configuration take what a program reads from its environment, and every option as undefined.
{
  const { PROJECT_ID, SECRET, BASE_URL, TIMEOUT, VERBOSE } = process.env;
  const config: ClientConfig = {
    project_id: PROJECT_ID,
    secret: SECRET,
    custom_base_url: BASE_URL,
    timeout: TIMEOUT === undefined ? undefined : Number(TIMEOUT),
    logger: VERBOSE === undefined ? undefined : console,
  };
  expectTypeOf(config).toEqualTypeOf<ClientConfig>();
  expectTypeOf<{ [Option in keyof ClientConfig]: undefined }>().toExtend<ClientConfig>();
}

// The types of the client take console, and a logger of the functions that are called.
{
  expectTypeOf<Console>().toExtend<Logger>();
  expectTypeOf<{ warn: (line: string) => void }>().toExtend<Logger>();
  expectTypeOf<{ warn: (line: number) => void }>().not.toExtend<Logger>();
}

// The types of a method answer what its own operation answers.
{
  const check = (
    call: <Name extends keyof Calls>(
      name: Name,
      params: Calls[Name]["params"],
    ) => Promise<Calls[Name]["response"]>,
  ): unknown[] => {
    const right: Promise<OrganizationsMembersDeleteResponse> = call(`DELETE ${deletePath}`, params);
    // @ts-expect-error: the deletion of a Member answers no Organization
    const wrong: Promise<OrganizationsMembersDeletePasswordResponse> = call(`DELETE ${deletePath}`, params);
    return [right, wrong];
  };
  const params = { organization_id, member_id };
  expectTypeOf(check).toBeFunction();
}

// The types of createFetchClient tell data from error.
{
  type Answers = paths["/v1/b2b/organizations/{organization_id}/members/{member_id}"]["delete"]["responses"];
  type Failure = Answers[Exclude<keyof Answers, 200>]["content"]["application/json"];
  expectTypeOf<ErrorBody>().toExtend<Failure>();
  const check = async (client: FetchClient): Promise<void> => {
    const result = await client.DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", {
      params: {
        path: { organization_id: "o", member_id: "m" },
        header: { "X-Stytch-Member-Session": "t" },
      },
    });
    if (result.error === undefined)
      expectTypeOf(result.data).toEqualTypeOf<OrganizationsMembersDeleteResponse>();
    else expectTypeOf(result.error).toEqualTypeOf<Failure>();
    // @ts-expect-error: nothing is left open by a success
    expectTypeOf(result.response.may_have_been_applied).toBeBoolean();
    const { data, error, response } = result;
    if (error === undefined) expectTypeOf(data).toEqualTypeOf<OrganizationsMembersDeleteResponse>();
    else expectTypeOf(response.may_have_been_applied).toEqualTypeOf<boolean>();
  };
  expectTypeOf(check).toBeFunction();
}

// The types of createFetchClient offer the paths of the API and nothing that redirects a call.
{
  const init = { params: { path: { organization_id, member_id } } };
  const check = (client: FetchClient, path: DeletePath): unknown[] => [
    client.DELETE(path, init),
    // @ts-expect-error: no operation has this path
    client.DELETE("/v1/b2b/organizations/{organization_id}", init),
    // @ts-expect-error: no operation has this method
    client.GET(path, init),
    // @ts-expect-error: a call cannot name another server
    client.DELETE(path, { ...init, baseUrl: "https://a.test" }),
  ];
  expectTypeOf(check).toBeFunction();
  expectTypeOf<DeletePath | DeletePasswordPath>().toExtend<Parameters<FetchClient["DELETE"]>[0]>();
  expectTypeOf<Parameters<FetchClient["DELETE"]>[0]>().toExtend<keyof paths>();
}
