import * as stytch from "stytch";

/** A backend that was written for the official SDK. `after.ts` is the same text; only the import has changed. */
export async function run(project: { project_id: string; secret: string }): Promise<unknown[]> {
  const log: unknown[] = [];

  const plain = new stytch.B2BClient(project);
  const placed = new stytch.B2BClient({
    ...project,
    env: "https://test.stytch.com/",
    fraud_env: "https://telemetry.stytch.com/",
    custom_base_url: "https://login.example.com",
    timeout: 10 * 60 * 1000,
  });

  const removed = await plain.organizations.members.delete({ organization_id: "o", member_id: "m" });
  log.push(removed.request_id, removed.member_id, removed.status_code);

  const { member, organization, ...rest } = await placed.organizations.members.deletePassword(
    { organization_id: "o", member_password_id: "p" },
    { authorization: { session_token: "token-1", session_jwt: "jwt-1" } },
  );
  log.push(rest.request_id, rest.member_id, rest.status_code, nameOf(member), organization.organization_slug);

  for (const member_id of ["m-1", "m-2", "m-3", "m-4"]) log.push(await remove(placed, member_id));
  return log;
}

export function remove(client: stytch.B2BClient, member_id: string): Promise<unknown> {
  const options = { authorization: { session_token: "token-1" } };
  return client.organizations.members
    .delete({ organization_id: "o", member_id }, options)
    .then((response) => response.member_id)
    .catch((error: unknown) => explain(error));
}

function nameOf(member: stytch.Member): string {
  const connections = member.sso_registrations.map(({ connection_id }) => connection_id);
  return `${member.name} ${member.status} ${member.roles[0]?.role_id} ${connections.join()}`;
}

function explain(error: unknown): unknown {
  if (error instanceof stytch.StytchError) {
    const { status_code, request_id, error_type, error_message, error_url, error_details } = error;
    return { status_code, request_id, error_type, error_message, error_url, error_details };
  }
  if (error instanceof stytch.RequestError) return { request_error: typeof error.message };
  if (error instanceof stytch.ClientError) return { code: error.code, cause: error.cause };
  throw error;
}
