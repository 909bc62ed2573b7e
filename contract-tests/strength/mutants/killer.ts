import type { CheckGroup } from "../../contract/checks/index.js";
import type { World } from "../../contract/world.js";

/** The name of the first check that fails in a world that was spoiled. */
export async function findKiller(
  groups: Iterable<CheckGroup>,
  world: World,
  tried: (title: string) => boolean = () => true,
): Promise<string | undefined> {
  for (const { operationId, kind, checks } of groups) {
    for (const { title, run } of checks.filter((check) => tried(check.title))) {
      const failed = await run(world).then(
        () => false,
        () => true,
      );
      if (failed) return [operationId ?? "every operation", kind, title].join(" > ");
    }
  }
  return undefined;
}
