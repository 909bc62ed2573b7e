/** Whether a header shows who calls, or for whom. */
export const isCredential = (header: string): boolean => /auth|cookie|session|token|secret|key/i.test(header);

/** A header's value without what it gives away. */
export const hide = (name: string, value: string): string =>
  isCredential(name) ? `${/^(?:Basic|Bearer) /.exec(value)?.[0] ?? ""}(hidden)` : value;

/** Takes the credentials of a request out of a text, in every spelling in which it could repeat them. */
export function hideCredentials(text: string, headers: Readonly<Record<string, string>> = {}): string {
  const values = Object.entries(headers)
    .filter(([name]) => isCredential(name))
    .flatMap(([, value]) => {
      const token = value.replace(/^\w+ +/, "");
      const decoded = Buffer.from(token, "base64").toString();
      return [value, token, decoded, ...decoded.split(/:(.*)/s)];
    })
    .flatMap((value) => [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
    // Hiding what is shorter would hide everything, and no credential is.
    .filter((value) => value.length >= shortest)
    // Messages cut long values short.
    .flatMap((value) => [
      value,
      ...Array.from(value.slice(shortest), (_, n) => `${value.slice(0, n + shortest)}…`),
    ]);
  // The longest first: none leaves a part of another behind.
  return [...new Set(values)]
    .toSorted((one, other) => other.length - one.length)
    .reduce((all, value) => all.replaceAll(value, "(hidden)"), text);
}

const shortest = 4;
