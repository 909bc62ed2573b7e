/** The file of each path. */
export const endpoints: Readonly<Record<string, string>> = {
  "/v1/b2b/organizations/{organization_id}/zz_change": "zz-organization",
  "/v1/b2b/organizations/{organization_id}/zz_members": "zz-members",
  "/v1/b2b/organizations/{organization_id}/members/{member_id}/zz_roles": "zz-member-roles",
  "/v1/b2b/organizations/{organization_id}/members/{member_id}/zz_passkeys/{passkey_number}":
    "zz-member-passkey",
  "/v1/b2b/organizations/{organization_id}/members/{member_id}/zz_invitation": "zz-member-invitation",
  "/v1/b2b/organizations/{organization_id}/members/{member_id}/zz_picture": "zz-member-picture",
  "/v1/b2b/organizations/{organization_id}/zz_logins": "zz-login",
};

const json = "application/json";
const user_agent = "stytch-b2b-members/0.1.0";
const basic = "Basic cHJvamVjdC10ZXN0LTAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMDpub3QtYS1zZWNyZXQ=";

/** A call as TypeScript, and the request that has to leave, typed by hand. */
interface Typed {
  operationId: string;
  call: string;
  /** What the server answers: a status, and JSON where there is any. */
  answer: [status: number, body?: string];
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  result: unknown;
}

const page = { status_code: 200, request_id: "r", members: [] };
const member = { status_code: 201, request_id: "r", member: { member_id: "m", name: null } };

const typed: Typed[] = [
  {
    operationId: "organizations.zzMembers.list",
    call: `client.organizations.zzMembers.list({ organization_id: "o|1", sort: "name", limit: 10, is_admin: false,
      roles: ["editor", "stytch_admin"], created: { after: "2026-04-25" }, fields: ["name", "a,b"], cursor: "a&b c" })`,
    answer: [200, JSON.stringify(page)],
    method: "GET",
    url:
      "https://api.test/v1/b2b/organizations/o%7C1/zz_members?sort=name&limit=10&cursor=a%26b%20c&is_admin=false" +
      "&roles=editor&roles=stytch_admin&created[after]=2026-04-25&fields=name,a%2Cb",
    headers: { Accept: json, Authorization: "Bearer not-a-secret", "User-Agent": user_agent },
    result: page,
  },
  {
    operationId: "organizations.zzMembers.create",
    call: `client.organizations.zzMembers.create({ organization_id: "o", "Idempotency-Key": "key-00000001", "X-Dry-Run": true,
      email_address: "ada@example.com", name: null, address: { city: "London" } }, { authorization: { session_jwt: "jwt-1" } })`,
    answer: [201, JSON.stringify(member)],
    method: "POST",
    url: "https://api.test/v1/b2b/organizations/o/zz_members",
    headers: {
      Accept: json,
      Authorization: basic,
      "User-Agent": user_agent,
      "Content-Type": json,
      "Idempotency-Key": "key-00000001",
      "X-Dry-Run": "true",
      "X-Stytch-Member-SessionJWT": "jwt-1",
    },
    body: '{"email_address":"ada@example.com","name":null,"address":{"city":"London"}}',
    result: member,
  },
  {
    operationId: "organizations.members.zzRoles.replace",
    call: `client.organizations.members.zzRoles.replace({ organization_id: "o", member_id: "m", body: ["editor"] })`,
    answer: [200, JSON.stringify({ ...member, status_code: 200 })],
    method: "PUT",
    url: "https://api.test/v1/b2b/organizations/o/members/m/zz_roles",
    headers: { Accept: json, Authorization: basic, "User-Agent": user_agent, "Content-Type": json },
    body: '["editor"]',
    result: { ...member, status_code: 200 },
  },
  {
    operationId: "organizations.zzUpdate",
    call: `client.organizations.zzUpdate({ organization_id: "o", notify: false, seats: null })`,
    answer: [202, '{"status_code":202,"request_id":"r"}'],
    method: "PATCH",
    url: "https://api.test/v1/b2b/organizations/o/zz_change?notify=false",
    headers: { Accept: json, "X-Admin-Key": "not-a-secret", "User-Agent": user_agent, "Content-Type": json },
    body: '{"seats":null}',
    result: { status_code: 202, request_id: "r" },
  },
  {
    operationId: "organizations.members.zzPasskeys.delete",
    call: `client.organizations.members.zzPasskeys.delete({ organization_id: "o", member_id: "m", passkey_number: 20 },
      { authorization: { session_token: "token-1" } })`,
    answer: [200, JSON.stringify({ ...member, status_code: 200 })],
    method: "DELETE",
    url: "https://api.test/v1/b2b/organizations/o/members/m/zz_passkeys/20",
    headers: {
      Accept: json,
      Authorization: basic,
      "User-Agent": user_agent,
      "X-Stytch-Member-Session": "token-1",
    },
    result: { ...member, status_code: 200 },
  },
  {
    operationId: "organizations.members.zzInvitation.open",
    call: `client.organizations.members.zzInvitation.open({ organization_id: "o", member_id: "m" })`,
    answer: [204],
    method: "POST",
    url: "https://api.test/v1/b2b/organizations/o/members/m/zz_invitation",
    headers: { Accept: json, "User-Agent": user_agent },
    result: undefined,
  },
  {
    operationId: "organizations.members.zzPicture.check",
    call: `client.organizations.members.zzPicture.check({ organization_id: "o", member_id: "m", size: "small" })`,
    answer: [200],
    method: "HEAD",
    url: "https://api.test/v1/b2b/organizations/o/members/m/zz_picture?size=small",
    headers: { Accept: json, Authorization: "Bearer not-a-secret", "User-Agent": user_agent },
    result: undefined,
  },
  {
    operationId: "organizations.members.zzPicture.listMethods",
    call: `client.organizations.members.zzPicture.listMethods({ organization_id: "o", member_id: "m" })`,
    answer: [204],
    method: "OPTIONS",
    url: "https://api.test/v1/b2b/organizations/o/members/m/zz_picture",
    headers: { Accept: json, Authorization: basic, "User-Agent": user_agent },
    result: undefined,
  },
  {
    operationId: "organizations.zzLogins.start",
    call: `client.organizations.zzLogins.start({ organization_id: "o", body: { kind: "LinkLogin", minutes: 5 } })`,
    answer: [200, '{"status_code":200,"request_id":"r","other":null}'],
    method: "POST",
    url: "https://api.test/v1/b2b/organizations/o/zz_logins",
    headers: { Accept: json, "User-Agent": user_agent, "Content-Type": json },
    body: '{"kind":"LinkLogin","minutes":5}',
    result: { status_code: 200, request_id: "r", other: null },
  },
];

/** What has to be seen of each call. */
export const sent_requests = typed.map(({ operationId, method, url, headers, body, result }) => ({
  operationId,
  method,
  url,
  headers,
  ...(body !== undefined && { body }),
  ...(result !== undefined && { result }),
}));

/** A program that makes each call, and prints what left and what came of it. */
export function renderProgram(credentials: { project_id: string; secret: string }): string {
  const calls = typed.map(({ operationId, call, answer: [status, body] }) => {
    const facts = JSON.stringify({ operationId, status, body });
    return `seen.push(await see(${facts}, (client) => ${call}));`;
  });
  return `import type { FetchClient } from "./fetch-client.js";
import { B2BClient, type FetchInit } from "./index.js";

interface Facts { operationId: string; status: number; body?: string }

async function see({ operationId, status, body }: Facts, call: (client: B2BClient) => Promise<unknown>) {
  const sent: object[] = [];
  const fetch = async (url: string, { method, headers, body: text }: FetchInit) => {
    sent.push({ method, url, headers, ...(text !== undefined && { body: text }) });
    return body === undefined
      ? new Response(null, { status })
      : new Response(body, { status, headers: { "Content-Type": "application/json" } });
  };
  const client = new B2BClient({ ...${JSON.stringify(credentials)}, custom_base_url: "https://api.test", fetch });
  const result = await call(client);
  if (sent.length !== 1) throw new Error(\`\${operationId} sent \${sent.length} requests\`);
  return { operationId, ...sent[0], result };
}

const seen: object[] = [];
${calls.join("\n")}
console.log(JSON.stringify(seen));

// Compiled and never run.
export const typed = (client: FetchClient) => [
  client.GET("/v1/b2b/organizations/{organization_id}/zz_members", {
    params: { path: { organization_id: "o" }, query: { sort: "name", roles: ["editor"] } },
  }),
  client.POST("/v1/b2b/organizations/{organization_id}/zz_members", {
    params: { path: { organization_id: "o" }, header: { "Idempotency-Key": "key-00000001" } },
    body: { email_address: "ada@example.com" },
  }),
  // @ts-expect-error: the body is required
  client.POST("/v1/b2b/organizations/{organization_id}/zz_members", {
    params: { path: { organization_id: "o" }, header: { "Idempotency-Key": "key-00000001" } },
  }),
  // @ts-expect-error: the path has no such method
  client.PUT("/v1/b2b/organizations/{organization_id}/zz_members", { params: { path: { organization_id: "o" } } }),
  client.GET("/v1/b2b/organizations/{organization_id}/zz_members", {
    params: { path: { organization_id: "o" }, query: { sort: "name" } },
    // @ts-expect-error: the operation has no body
    body: {},
  }),
  client
    .HEAD("/v1/b2b/organizations/{organization_id}/members/{member_id}/zz_picture", {
      params: { path: { organization_id: "o", member_id: "m" } },
    })
    .then(({ data, error, response }): [undefined, string | undefined, string | null] => [
      data,
      error?.error_type,
      response.headers.get("ETag"),
    ]),
  // @ts-expect-error: no operation has this method
  client.TRACE,
];
`;
}
