// Lets a signed-in member delete another one: the API checks the caller's permission, by the caller's session.
//
//   STYTCH_PROJECT_ID=… STYTCH_SECRET=… PORT=3000 npx tsx express.ts
//   curl -X DELETE -H "Authorization: Bearer SESSION_JWT" localhost:3000/organizations/ORGANIZATION_ID/members/MEMBER_ID
//
// The session is a JWT in `Authorization`, or the token in the cookie `stytch_session`.
import { parseCookie } from "cookie";
import express, { type Request } from "express";
import { B2BClient, ClientError, RequestError, StytchError, type Authorization } from "stytch-b2b-members";

const client = new B2BClient({ custom_base_url: process.env["STYTCH_BASE_URL"] });
const app = express();

app.delete("/organizations/:organization_id/members/:member_id", async (request, response) => {
  const authorization = readSession(request);
  // Never a call without a session: it would have the project's full rights.
  if (authorization === undefined) {
    response.status(401).json({ error: "not_signed_in" });
    return;
  }
  // Ends the waiting and the retries, not what the API does already.
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  try {
    await client.organizations.members.delete(request.params, { authorization, signal: gone.signal });
    response.status(204).end();
  } catch (error) {
    const { status, ...body } = judge(error);
    console.error(`${status} ${(error as Error).message}`, body);
    if (error instanceof StytchError && error.retry_after_ms !== undefined)
      response.set("Retry-After", String(Math.ceil(error.retry_after_ms / 1000)));
    // Where the client has gone, nobody reads it.
    response.status(status).json(body);
  }
});

const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", (error) => {
  if (error !== undefined) throw error;
  const address = server.address();
  console.log(`Listening on port ${typeof address === "object" ? address?.port : address}`);
});

function readSession({ headers }: Request): Authorization | undefined {
  const [, session_jwt] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  if (session_jwt !== undefined) return { session_jwt };
  // A browser sends it by itself, but no DELETE from another site, as long as this server allows none by CORS.
  const { stytch_session: session_token } = parseCookie(headers.cookie ?? "");
  return session_token === undefined ? undefined : { session_token };
}

interface Answer {
  status: number;
  error: string;
  /** Whether the member may be gone although the call failed. */
  may_have_been_deleted: boolean;
}

function judge(error: unknown): Answer {
  if (!(error instanceof ClientError || error instanceof StytchError || error instanceof RequestError))
    throw error;
  const { may_have_been_applied: may_have_been_deleted } = error;
  if (error instanceof StytchError)
    return { status: statusOf(error), error: error.error_type, may_have_been_deleted };
  if (error instanceof RequestError)
    return { status: error.code === "timeout" ? 504 : 502, error: error.code, may_have_been_deleted };
  const isTheirs = ["invalid_path_parameter", "invalid_authorization"].includes(error.code);
  return { status: isTheirs ? 400 : 500, error: error.code, may_have_been_deleted };
}

function statusOf({ status_code, error_type }: StytchError): number {
  if (["invalid_session_token", "session_not_found"].includes(error_type)) return 401;
  if (error_type.startsWith("session_authorization")) return 403;
  if (error_type === "member_not_found") return 404;
  if (status_code === 429) return 503;
  // The caller cannot mend the rest: it is this server's credentials, its organization, or the API.
  return 502;
}
