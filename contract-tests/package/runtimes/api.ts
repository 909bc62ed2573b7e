import { createServer } from "node:http";
import { listen } from "../../contract/servers/stub.js";

const authorization = `Basic ${Buffer.from("project-test-1:not-a-secret").toString("base64")}`;

/** An API on loopback, as `checks.js` asks it: one member is missing, and to one it never answers. */
export async function startApi(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const [kind, id] = request.url!.split("/").slice(-2);
    if (id === "slow") return;
    const isKnown = request.method === "DELETE" && request.headers.authorization === authorization;
    const [status, body] = !isKnown
      ? [401, { error_type: "unauthorized_credentials" }]
      : id === "missing"
        ? [404, { error_type: "member_not_found" }]
        : [200, { member_id: kind === "members" ? id : "member-of-password" }];
    const shared = { status_code: status, request_id: "request-id-test-1" };
    const text = JSON.stringify({
      ...shared,
      ...body,
      ...(status > 200 && { error_message: "", error_url: "" }),
    });
    response.writeHead(status, { "Content-Type": "application/json" }).end(text);
  });
  const url = await listen(server);
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
