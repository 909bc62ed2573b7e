import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

export interface Tarball {
  bytes: number;
  parts: Part[];
}

interface Part {
  name: string;
  files: number;
  unpacked: number;
  /** By how much the tarball is smaller without it. Parts that resemble each other are packed at the cost of one. */
  packed: number;
}

const sources = /^(src|generated)\/.*\.ts$/;
const maps = /\.map$/;
const parts: readonly (readonly [string, RegExp])[] = [
  ["JavaScript, ES modules", /^dist\/esm\/.*\.js$/],
  ["JavaScript, CommonJS", /^dist\/cjs\/.*\.js$/],
  ["declarations", /\.d\.ts$/],
  ["source maps", maps],
  ["sources that the maps lead to", sources],
  ["maps and sources together", new RegExp(`${maps.source}|${sources.source}`)],
  ["openapi.json", /^generated\/openapi\.json$/],
];

/** What the tarball weighs, and what each part adds to it. */
export function measureTarball(file: string): Tarball {
  const tarball = readFileSync(file);
  const entries = readEntries(gunzipSync(tarball));
  const pack = (some: readonly Entry[]): number =>
    gzipSync(Buffer.concat(some.map(({ blocks }) => blocks)), { level: 9 }).length;
  const whole = pack(entries);
  return {
    bytes: tarball.length,
    parts: parts.map(([name, form]) => {
      const own = entries.filter(({ path }) => form.test(path));
      return {
        name,
        files: own.length,
        unpacked: own.reduce((sum, { size }) => sum + size, 0),
        packed: whole - pack(entries.filter((entry) => !own.includes(entry))),
      };
    }),
  };
}

interface Entry {
  /** In the package. */
  path: string;
  size: number;
  /** Its head and its content, as they stand in the archive. */
  blocks: Buffer;
}

/** The files of an archive: a head of 512 bytes, the content in blocks of as many, and zeros behind the last one. */
function readEntries(archive: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; archive[at] !== 0; at += entries.at(-1)!.blocks.length) {
    const size = Number.parseInt(archive.toString("latin1", at + 124, at + 136), 8);
    const blocks = archive.subarray(at, at + 512 + Math.ceil(size / 512) * 512);
    const [path] = archive.toString("utf8", at, at + 100).split("\0");
    entries.push({ path: path!.replace("package/", ""), size, blocks });
  }
  return entries;
}
