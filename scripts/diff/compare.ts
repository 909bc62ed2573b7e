import type { OpenApiDocument } from "../description/document.js";
import { parsePointer } from "../description/json-pointer.js";
import { findChanges, type Change } from "./find-changes.js";
import { createDirectionFinder } from "./find-directions.js";
import { spell } from "./resolve-path.js";
import { judgeChange } from "./rules.js";
import { judgeReshaped, type Situation } from "./schema-rules.js";
import type { Verdict } from "./verdict.js";

/** A change, judged. */
export interface Judged extends Verdict {
  /** In the revision's bundle, or in the base's for what is gone. */
  pointer: string;
  isGone: boolean;
  /** From the root through every `$ref`. */
  path: string;
}

/** Compares two bundles: what was changed, and whom that breaks. */
export async function compare(base: OpenApiDocument, revision: OpenApiDocument): Promise<Judged[]> {
  const changes = separateComponents(await findChanges(base, revision));
  const [findOld, findNew] = [createDirectionFinder(base), createDirectionFinder(revision)];
  const situations = changes
    // The version is what a change asks for, and the mark is on a bundle alone that was written.
    .filter(({ path, property }) => `${path}/${property}` !== "#/info/version" && property !== "x-generated")
    .map((change): Situation => ({
      change,
      keys: parsePointer(change.path),
      old: change.base?.value,
      now: change.revision?.value,
      directions: [
        ...new Set([
          ...(change.base ? findOld(change.base.pointer) : []),
          ...(change.revision ? findNew(change.revision.pointer) : []),
        ]),
      ],
      base,
      revision,
    }));
  const reshaped = situations.flatMap((situation) => {
    if (!/\/(?:all|any|one)Of$/.test(situation.change.path)) return [];
    const verdicts = judgeReshaped(situation, spell);
    return verdicts === undefined ? [] : [{ situation, verdicts }];
  });
  const isWithin = ({ path }: Change, { situation }: { situation: Situation }): boolean => {
    const place = situation.change.path.replace(/\/\w+$/, "");
    return path === place || path.startsWith(`${place}/`);
  };
  const judged = [
    ...situations
      .filter(({ change }) => !reshaped.some((each) => isWithin(change, each)))
      .map((situation) => ({ situation, verdicts: judgeChange(situation) })),
    ...reshaped,
  ];
  const lines = judged.flatMap(({ situation: { change }, verdicts }) =>
    verdicts.map((verdict): Judged => ({
      ...verdict,
      pointer: (change.revision ?? change.base)!.pointer,
      isGone: change.revision === undefined,
      path: change.path,
    })),
  );
  // Of a list of requirements, each says what the whole list means.
  return [
    ...new Map(
      lines.map((line) => [
        `${line.rule} ${line.message} ${line.pointer.replace(/(\/security)\/\d+$/, "$1")}`,
        line,
      ]),
    ).values(),
  ];
}

/** Redocly takes a component that is gone and any that is new for one. Who refers to them is compared in either case. */
function separateComponents(changes: readonly Change[]): Change[] {
  const paired = changes.filter(
    ({ path, property }) => property === "key" && /^#\/components\/\w+\/[^/]+$/.test(path),
  );
  const isWithin = ({ path }: Change): boolean =>
    paired.some((pair) => path === pair.path || path.startsWith(`${pair.path}/`));
  const separate = ({ typeName, base, revision }: Change): Change[] => {
    const common: Pick<Change, "typeName" | "verdicts" | "impact"> = {
      typeName,
      verdicts: [],
      impact: "patch",
    };
    const [gone, come] = [base!, revision!].map(({ pointer }) => ({ pointer }));
    return [
      { ...common, kind: "removed", path: gone!.pointer, base: gone! },
      { ...common, kind: "added", path: come!.pointer, revision: come! },
    ];
  };
  return [...changes.filter((change) => !isWithin(change)), ...paired.flatMap(separate)];
}
