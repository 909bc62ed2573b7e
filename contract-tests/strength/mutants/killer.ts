import type { Check, World } from "../../contract/world.js";

/** The title of the first check that fails in a world with a fault. */
export async function findKiller(checks: readonly Check[], world: World): Promise<string | undefined> {
  for (const { title, run } of checks) {
    const failed = await run(world).then(
      () => false,
      () => true,
    );
    if (failed) return title;
  }
  return undefined;
}
