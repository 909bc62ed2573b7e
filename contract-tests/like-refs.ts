/** What looks like a reference to every tool, and is data where it stands in the value of an example. */
export const like_refs = {
  $ref: "../Users/1",
  $id: "a",
  $anchor: "a",
  deep: [{ $ref: "#/nowhere" }, { $ref: "https://a.test/b" }],
};
