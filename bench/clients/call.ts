/** What every client sends: two calls, with one project's credentials. */
export const credentials = { project_id: "project-test-1", secret: "not-a-secret" };
export const authorization = `Basic ${btoa(`${credentials.project_id}:${credentials.secret}`)}`;
export const member = { organization_id: "organization-test-1", member_id: "member-test-1" };
export const password = { organization_id: "organization-test-1", member_password_id: "password-test-1" };

const { encodeURIComponent: encode } = globalThis;
/** The path of each call, for clients that know none. It is written anew for each, as a program would. */
export const memberPath = (): string =>
  `/v1/b2b/organizations/${encode(member.organization_id)}/members/${encode(member.member_id)}`;
export const passwordPath = (): string =>
  `/v1/b2b/organizations/${encode(password.organization_id)}/members/passwords/${encode(password.member_password_id)}`;

/** Deletes a member (a small answer) or a password (a large one), and gives the answer's body, parsed. */
export interface Calls {
  small: () => Promise<unknown>;
  large: () => Promise<unknown>;
}

/** Makes a client for a server; with another `fetch`, where it takes one. */
export type Connect = (base: string, fetch?: typeof globalThis.fetch) => Calls;
