import type * as stytch from "stytch";
import type { MemberServer } from "./member-server.js";

/** The official SDK, or what stands in for it. */
export type Library = Pick<typeof stytch, "B2BClient" | "StytchError">;

export interface Run {
  deleted: number;
  /** Refused at last, and so not deleted. */
  lost: number;
  seconds: number;
}

/** Deletes members with a client as it comes: whoever takes care of a refusal is the client. */
export async function deleteAll(
  { B2BClient, StytchError }: Library,
  server: MemberServer,
  ids: readonly string[],
  at_once: number,
): Promise<Run> {
  const custom_base_url = "https://members.test";
  const client = new B2BClient({ project_id: "project-test-1", secret: "not-a-secret", custom_base_url });
  // The official SDK takes no http, so what is for that host goes to the server instead.
  const platformFetch = globalThis.fetch;
  globalThis.fetch = (url, init) => platformFetch(String(url).replace(custom_base_url, server.url), init);
  const run: Run = { deleted: 0, lost: 0, seconds: 0 };
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
  await Promise.all(Array.from({ length: at_once }, runLane)).finally(
    () => (globalThis.fetch = platformFetch),
  );
  run.seconds = (performance.now() - begin) / 1000;
  return run;
}
