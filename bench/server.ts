import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { selfSign } from "../contract-tests/client/faults/certificate.js";

// A process of its own, which ends with its parent. Its first message says where it listens; each message to it is
// answered by how many connections were opened since the one before, and how many are open.
const { paths, components } = JSON.parse(readFileSync("generated/openapi.json", "utf8"));
const organization = "/v1/b2b/organizations/{organization_id}/members";
const [described] = Object.values<{ value: object }>(
  paths[`${organization}/{member_id}`].delete.responses[200].content["application/json"].examples,
);
const small = Buffer.from(JSON.stringify(described!.value));
const large = Buffer.from(JSON.stringify(components.examples.password_deleted_full.value));

const answer: RequestListener = ({ url = "" }, response) => {
  const body = url.includes("/members/passwords/") ? large : small;
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length }).end(body);
};

const certified = selfSign("127.0.0.1", [2020, 2049]);
const servers = [createServer(answer), createTlsServer(certified, answer)];
let opened = 0;
for (const server of servers) {
  server.keepAliveTimeout = 60_000;
  server.on("connection", () => (opened += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}
const [http, https] = servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`);

process.on("disconnect", () => process.exit());
process.on("message", async () => {
  const open = servers.map((server) => promisify(server.getConnections.bind(server))());
  process.send!({ opened, open: (await Promise.all(open)).reduce((sum, count) => sum + count, 0) });
  opened = 0;
});
process.send!({
  http: `http://${http}`,
  https: `https://${https}`,
  certificate: certified.cert,
  bytes: { small: small.length, large: large.length },
});
