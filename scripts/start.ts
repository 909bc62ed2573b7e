import { styleText } from "node:util";
import { dirname } from "node:path";
import { spawnSync } from "node:child_process";
import { B2BClient, type Fetch } from "../src/index.js";
import { readFlags } from "./command/read-flags.js";
import { startMock } from "./command/start-mock.js";

readFlags(
  `Usage: npm start

Regenerates generated/, starts a mock of the API on this machine, deletes a member and a password through the
client, and shows what was sent and answered. No account is needed and nothing real is deleted.`,
  [],
);
process.chdir(dirname(import.meta.dirname));

const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
const paint = (format: "bold" | "dim" | "green" | "red", text: string): string =>
  color ? styleText(format, text) : text;
const step = (text: string): void => console.log(`\n${paint("bold", text)}`);

step("1. Regenerate generated/ from openapi/");
const { status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/generate.ts"], {
  stdio: "inherit",
});
if (status !== 0) process.exit(1);

step("2. Start a mock of the API from generated/openapi.json");
const mock = await startMock("generated/openapi.json");
console.log(`Prism serves ${mock.url}`);

/** Shows each request, without its credentials, and each answer. */
const shownFetch: Fetch = async (url, init) => {
  console.log(paint("dim", `> ${init.method} ${new URL(url).pathname}`));
  for (const [name, value] of new Headers(init.headers)) {
    const shown = name === "authorization" || name.startsWith("x-stytch-") ? "(hidden)" : value;
    console.log(paint("dim", `> ${name}: ${shown}`));
  }
  const response = await fetch(url, init);
  console.log(paint("dim", `< ${response.status} ${response.headers.get("content-type")}`));
  return response;
};

const client = new B2BClient({
  project_id: "project-test-00000000-0000-4000-8000-000000000000",
  secret: "not-a-secret",
  custom_base_url: mock.url,
  fetch: shownFetch,
});
const { members } = client.organizations;
const organization_id = "organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931";

step("3. Delete a member, as the member who holds this session");
const deleted = await members.delete(
  { organization_id, member_id: "member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f" },
  { authorization: { session_token: "example-session-token" } },
);
console.log(paint("green", `Deleted ${deleted.member_id}`));

step("4. Delete a member's password");
const { member, organization } = await members.deletePassword({
  organization_id,
  member_password_id: "member-password-test-51861cbc-d3b9-428b-9761-227f5fb12be9",
});
console.log(paint("green", `Deleted the password of ${member.name} at ${organization.organization_name}`));

step(`5. Try the member_id "..", which would delete the whole organization`);
await members.delete({ organization_id, member_id: ".." }).then(
  () => {
    throw new Error("The call was not refused.");
  },
  (error: Error) => console.log(paint("red", `${error.name}: ${error.message}`)),
);

await mock.close();
