/**
 * What every runtime is asked: what was seen, by name. It imports nothing and is copied into the program of each, and
 * what it should see stands in `expected.ts`. `flags` is what it takes to run there.
 */
export async function check({ client, entry, testing, url, flags }) {
  const { B2BClient, ...classes } = client;
  const credentials = { project_id: "project-test-1", secret: "not-a-secret" };
  const config = { ...credentials, custom_base_url: url, max_retries: 0, ...flags };
  const members = (more) => new B2BClient({ ...config, ...more }).organizations.members;
  const member = (member_id) => ({ organization_id: "organization-test-1", member_id });
  const password = { organization_id: "organization-test-1", member_password_id: "password-test-1" };
  const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

  /** All the classes that an error is an instance of, and what it says. */
  const describe = (error) => {
    const names = ["ClientError", "RequestError", "StytchError"].filter(
      (name) => error instanceof classes[name] && error instanceof Error,
    );
    return names.length === 0 ? `threw ${error}` : `${names.join("+")} ${error.error_type ?? error.code}`;
  };
  const steps = {
    "is constructed without a flag": () => typeof new B2BClient(credentials),
    "deletes a member": async () => (await members().delete(member("member-test-1"))).member_id,
    "deletes a password": async () => (await members().deletePassword(password)).member_id,
    "deletes by the fetch entry": async () => {
      const { data } = await entry.createFetchClient(config).DELETE(path, {
        params: { path: member("member-test-1") },
      });
      return data.member_id;
    },
    "is answered 404": () => members().delete(member("missing")),
    "refuses an id": () => members().delete(member("..")),
    "times out": () => members({ timeout: 100 }).delete(member("slow")),
    "is aborted": () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      return members().delete(member("slow"), { signal: controller.signal });
    },
    "is answered by the mock": async () => {
      const { fetch, respondWith, requests } = testing.createMock();
      const { status_code } = await members({ fetch }).delete(member("member-test-1"));
      respondWith("organizations.members.delete", "member_not_found");
      const error = await members({ fetch }).delete(member("member-test-1")).catch(describe);
      return `${status_code}, ${error}, ${requests.length} requests`;
    },
  };
  const seen = {};
  for (const [name, step] of Object.entries(steps)) {
    try {
      seen[name] = await step();
    } catch (error) {
      seen[name] = describe(error);
    }
  }
  return seen;
}
