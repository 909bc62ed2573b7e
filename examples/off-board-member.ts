// Deletes one member with the rights of the member who asks for it, and says what may have happened where it fails.
//
//   STYTCH_PROJECT_ID=… STYTCH_SECRET=… STYTCH_SESSION_TOKEN=… npx tsx off-board-member.ts ORGANIZATION_ID MEMBER_ID
//
// Ends with 0 if the member is gone, 1 if nothing was deleted, 2 if it was called wrongly, and 3 if somebody has to look.
import { B2BClient, ClientError, RequestError, StytchError } from "stytch-b2b-members";

const [organization_id, member_id] = process.argv.slice(2);
const session_token = process.env["STYTCH_SESSION_TOKEN"];
if (organization_id === undefined || member_id === undefined || session_token === undefined) {
  console.error("Usage: STYTCH_SESSION_TOKEN=… npx tsx off-board-member.ts ORGANIZATION_ID MEMBER_ID");
  process.exit(2);
}

try {
  const client = new B2BClient({ custom_base_url: process.env["STYTCH_BASE_URL"] });
  const { request_id } = await client.organizations.members.delete(
    { organization_id, member_id },
    // Without it, the call would have the project's full rights.
    { authorization: { session_token } },
  );
  console.log(`Deleted, in the call ${request_id}.`);
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof ClientError) {
    console.error(`Nothing was sent. ${error.message}`);
    return 1;
  }
  if (!(error instanceof StytchError || error instanceof RequestError)) throw error;
  console.error(error.message);
  if (error.may_have_been_applied) {
    console.error("The member may have been deleted all the same. Look before you repeat it.");
    return 3;
  }
  if (error instanceof StytchError && error.error_type === "member_not_found") {
    console.error("There is no such member.");
    return 0;
  }
  console.error("Nothing was deleted.");
  return 1;
}
