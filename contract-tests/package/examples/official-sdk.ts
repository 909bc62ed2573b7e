import { readFileSync } from "node:fs";
import { B2BClient, StytchError } from "stytch";
import type { MemberServer } from "./member-server.js";

interface Run {
  name: string;
  deleted: number;
  /** Refused, and so not deleted. */
  lost: number;
  seconds: number;
}

/** Deletes members as a program does that uses the official SDK and adds nothing. */
export async function deleteWithOfficialSdk(
  server: MemberServer,
  ids: readonly string[],
  at_once: number,
): Promise<Run> {
  const host = "https://members.test/";
  const client = new B2BClient({
    project_id: "project-test-1",
    secret: "not-a-secret",
    custom_base_url: host,
  });
  // It takes no http, so what is for that host goes to the server instead.
  const platformFetch = globalThis.fetch;
  globalThis.fetch = (url, init) => platformFetch(String(url).replace(host, `${server.url}/`), init);
  const manifest = readFileSync("node_modules/stytch/package.json", "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const run: Run = { name: `stytch ${version}`, deleted: 0, lost: 0, seconds: 0 };
  const begin = performance.now();
  const queue = ids.values();
  const runLane = async (): Promise<void> => {
    for (const member_id of queue) {
      try {
        await client.organizations.members.delete({ organization_id: "o-1", member_id });
        run.deleted += 1;
      } catch (error) {
        if (!(error instanceof StytchError) || error.status_code !== 429) throw error;
        run.lost += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: at_once }, runLane));
  run.seconds = (performance.now() - begin) / 1000;
  globalThis.fetch = platformFetch;
  return run;
}
