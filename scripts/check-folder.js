import { dirname, parse, sep } from "node:path";

// Plain JavaScript, and run by Node alone: below some of these folders tsx does not even start.
const folder = dirname(import.meta.dirname);
const names = folder.slice(parse(folder).root.length).split(sep).join("/");
const odd = /[#?:]/.exec(names)?.[0];
if (odd !== undefined) {
  console.error(
    `Tools take the ${odd} in ${folder} for something else than a part of its name: move the checkout.`,
  );
  process.exit(1);
}
