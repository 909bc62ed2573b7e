import type { Bump } from "./find-changes.js";

const parse = (version: string): [major: number, minor: number, patch: number] | undefined => {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version) ?? [];
  return parts.length === 3 ? (parts.map(Number) as [number, number, number]) : undefined;
};

/** The lowest version that may follow. Before 1.0 a major change raises the minor number, and others the patch number. */
export function nextVersion(version: string, bump: Bump): string {
  const [major, minor, patch] = parse(version) ?? [0, 0, 0];
  const place = { major: 0, minor: 1, patch: 2 }[bump] + (major === 0 ? (bump === "patch" ? 0 : 1) : 0);
  return [major, minor, patch].map((part, at) => (at < place ? part : at === place ? part + 1 : 0)).join(".");
}

/** Whether a version says at least as much as another. */
export function isAtLeast(version: string, least: string): boolean {
  const [claimed, needed] = [parse(version), parse(least)!];
  if (claimed === undefined) return false;
  const at = claimed.findIndex((part, index) => part !== needed[index]);
  return at < 0 || claimed[at]! > needed[at]!;
}
