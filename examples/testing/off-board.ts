import { RequestError, StytchError, type B2BClient } from "stytch-b2b-members";

/** What the tests beside this file try. */
export async function offBoard(
  client: B2BClient,
  ids: { organization_id: string; member_id: string },
): Promise<"gone" | "refused" | "look it up"> {
  try {
    await client.organizations.members.delete(ids);
    return "gone";
  } catch (error) {
    if (!(error instanceof StytchError || error instanceof RequestError)) throw error;
    if (error.may_have_been_applied) return "look it up";
    return error instanceof StytchError && error.error_type === "member_not_found" ? "gone" : "refused";
  }
}
