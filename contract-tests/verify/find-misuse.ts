import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { B2BClient } from "../../src/index.js";
import { findObjection } from "../contract/values/boundaries.js";
import { shapeOf } from "../contract/values/shape.js";
import { planDeletions } from "./probes.js";

/** What the command is told. */
export interface Flags {
  bail?: boolean;
  mock?: boolean;
  "yes-delete"?: boolean;
  target?: string;
  record?: string;
  replay?: string;
  json?: string;
  organization?: string;
  member?: string;
  password?: string;
}

/** The flags for existing ids, in the order in which what they name is deleted: of a deleted Member, no password is. */
export const id_flags = {
  organization: "organization_id",
  password: "member_password_id",
  member: "member_id",
} as const;

const nobody = { project_id: "nobody", secret: "nobody" };

/** Why a command is refused before anything is sent; undefined for one that is clear. */
export function findMisuse(document: OpenApiDocument, flags: Flags): string | undefined {
  const { target, record, replay, json, organization, member, password } = flags;
  const yes_delete = flags["yes-delete"] === true;
  const given = Object.keys(id_flags).filter((flag) => flags[flag as keyof typeof id_flags] !== undefined);
  if (replay !== undefined) {
    const others = Object.keys(flags).filter((flag) => !["replay", "target", "json"].includes(flag));
    if (others.length > 0)
      return `--replay sends nothing: it goes with --target alone, not with --${others[0]}.`;
  } else if (target === undefined) return "--target says which server to ask.";
  if (given.length > 0 && !yes_delete)
    return `--${given[0]} names what is to be deleted: it needs --yes-delete.`;
  if (yes_delete && (organization === undefined || (member === undefined && password === undefined)))
    return "--yes-delete needs --organization, and --member or --password.";
  for (const [flag, parameter] of Object.entries(id_flags)) {
    const id = flags[flag as keyof typeof id_flags];
    if (id === undefined) continue;
    const described = document.components.parameters?.[parameter];
    if (described === undefined) return `--${flag}: the description has no ${parameter}.`;
    if (findObjection(shapeOf(document, described.schema), id) !== undefined)
      return `--${flag} takes a ${parameter}.`;
    if (flag === "organization") continue;
    const ways = planDeletions(document, nobody, { organization_id: organization!, [parameter]: id }, [
      parameter,
    ]);
    if (ways.length !== 1)
      return `--${flag}: of a ${parameter}, the description has ${ways.length} deletions.`;
  }
  if (record !== undefined && !record.endsWith(".har")) return "--record takes the name of a .har file.";
  if (json !== undefined && !json.endsWith(".json")) return "--json takes the name of a .json file.";
  for (const [flag, file] of Object.entries({ record, json }))
    if (file !== undefined && !isWritable(file)) return `--${flag} cannot be written.`;
  if (target === undefined) return undefined;
  // A recording is judged without credentials.
  try {
    void new B2BClient({ custom_base_url: target, ...(replay !== undefined && nobody) });
  } catch (error) {
    return (error as Error).message
      .replace(/^"custom_base_url"/, "--target")
      .replace(/; `dangerously.*$/, ".");
  }
  if (flags.mock === true && new URL(target).protocol !== "http:") return "--mock is for a mock on loopback.";
  return undefined;
}

function isWritable(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true;
  } catch {
    return false;
  }
}
