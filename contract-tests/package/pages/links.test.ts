// Every link from a page to a file or a heading of the project leads there, and the README's do wherever it is read.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { listPages } from "./list-pages.js";
import { readPage } from "./read-page.js";

interface Link {
  page: string;
  line: number;
  target: string;
}

const { repository, files } = JSON.parse(readFileSync("package.json", "utf8")) as {
  repository: { url: string };
  files: string[];
};
const own_url = `${repository.url.replace(/^git\+|\.git$/g, "")}/blob/main/`;

const links: Link[] = listPages().flatMap((page) =>
  readPage(page).prose.flatMap(({ line, text }) =>
    // An inline link's target, or that of a definition.
    [...text.replaceAll(/`[^`]*`/g, "code").matchAll(/\]\(([^()\s]+)\)|^\[[^\]]+\]: (\S+)$/g)].map(
      (match) => ({
        page,
        line,
        target: match[1] ?? match[2]!,
      }),
    ),
  ),
);
const isElsewhere = ({ target }: Link): boolean => /^\w+:/.test(target) && !target.startsWith(own_url);

/** The headings of a page, as GitHub spells them in an address. */
function readAnchors(page: string): string[] {
  const titles = readPage(page).prose.flatMap(({ text }) => /^#+ (.*)$/.exec(text)?.[1] ?? []);
  const slugs = titles.map((title) =>
    title
      .replaceAll(/\]\([^)]*\)/g, "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

it("leads to a file or a heading that is there", () => {
  expect(links.length).toBeGreaterThan(50);
  const dead = links
    .filter((link) => !isElsewhere(link))
    .filter(({ page, target }) => {
      const isOwn = target.startsWith(own_url);
      const [path, anchor] = (isOwn ? target.slice(own_url.length) : target).split("#");
      const file = normalize(path === "" ? page : join(isOwn ? "." : dirname(page), path!));
      if (!existsSync(file)) return true;
      return anchor !== undefined && !readAnchors(file).includes(anchor);
    });
  expect(dead).toEqual([]);
});

it("names in brackets only what is defined, and defines only what is named", () => {
  for (const page of listPages()) {
    const text = readPage(page)
      .prose.map((line) => line.text)
      .join("\n");
    const named = [...text.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name!);
    const defined = [...text.matchAll(/^\[([^\]]+)\]: /gm)].map(([, name]) => name!);
    expect({ page, names: new Set(named) }).toEqual({ page, names: new Set(defined) });
  }
});

it("leads from the README to nothing that the package has not, except by its whole address", () => {
  const out = links.filter(
    ({ page, target }) =>
      page === "README.md" &&
      !/^(#|\w+:)/.test(target) &&
      ![...files, "LICENSE", "package.json"].includes(target.split(/[/#]/)[0]!),
  );
  expect(out).toEqual([]);
});
