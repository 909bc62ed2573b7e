import { inspect, types } from "node:util";
import { expect } from "vitest";
import { credentials } from "../../contract/caller.js";
import { document, examplesOf } from "../../contract/cases.js";

/** The session credentials that tests send: the spec's own examples. */
export const session = {
  session_token: exampleOf("X-Stytch-Member-Session"),
  session_jwt: exampleOf("X-Stytch-Member-SessionJWT"),
};

/** What must not appear anywhere, unless a test brings its own: credentials, their base64, session token and JWT. */
export const planted: readonly string[] = secretsOf(credentials, Object.values(session));

const plantedNeedles = [...new Set(needlesOf(planted))];

export function secretsOf(
  { project_id, secret }: typeof credentials,
  sessions: readonly string[] = [],
): string[] {
  return [secret, btoa(secret), btoa(`${project_id}:${secret}`), ...sessions];
}

/** Fails when a secret shows in any view of a value: an error, a client, log lines. */
export function expectNoSecrets(value: unknown, secrets: readonly string[] = planted): void {
  expect(findSecret(value, secrets), "the view in which a secret shows").toBeUndefined();
}

/**
 * The first view of a value in which a secret shows. Shares nothing with the client's own search, and looks where a
 * person or a log would: at every error of the chain and at what the platform prints, serializes and clones.
 */
export function findSecret(value: unknown, secrets: readonly string[] = planted): string | undefined {
  const needles = secrets === planted ? plantedNeedles : needlesOf(secrets);
  for (const [view, look] of views(value)) {
    const text = attempt(look);
    if (typeof text === "string" && needles.some((needle) => text.includes(needle))) return view;
  }
  return undefined;
}

/** How a text may write a secret. The padding of base64 is left out: every kind of text escapes it in its own way. */
function needlesOf(secrets: readonly string[]): string[] {
  return secrets
    .map((secret) => secret.replace(/=+$/, ""))
    .flatMap((bare) => [bare, encodeURIComponent(bare), JSON.stringify(bare).slice(1, -1)]);
}

type View = [name: string, look: () => unknown];

function* views(value: unknown): Generator<View> {
  const causes = new Set([value]);
  for (const cause of causes) {
    for (const key of ["name", "message", "stack", "code"]) yield [key, () => String(Object(cause)[key])];
    yield ["String", () => String(cause)];
    const inner: unknown = attempt(() => Object(cause).cause);
    const errors: unknown = attempt(() => Object(cause).errors);
    for (const next of [inner, ...(Array.isArray(errors) ? errors : [])])
      if (next !== undefined) causes.add(next);
  }
  const all = {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
  };
  yield ["inspect", () => inspect(value, all)];
  yield ["inspect of the raw object", () => inspect(value, { ...all, customInspect: false })];
  yield ["JSON.stringify", () => JSON.stringify(value)];
  yield ["structuredClone", () => inspect(structuredClone(value), all)];
  for (const bytes of findBytes(value)) yield ["bytes", () => Buffer.from(bytes).toString()];
}

/** Every array of bytes within a value: printed as numbers, yet one call away from text. */
function findBytes(value: unknown): Uint8Array[] {
  const found: Uint8Array[] = [];
  const nodes = new Set([value]);
  for (const node of nodes) {
    if (ArrayBuffer.isView(node)) found.push(new Uint8Array(node.buffer, node.byteOffset, node.byteLength));
    else if (types.isArrayBuffer(node)) found.push(new Uint8Array(node));
    else if (typeof node === "object" && node !== null && nodes.size < 100_000) {
      for (const key of attempt(() => Reflect.ownKeys(node)) ?? [])
        nodes.add(attempt(() => Reflect.get(node, key)));
      if (types.isMap(node) || types.isSet(node)) for (const entry of [...node].flat()) nodes.add(entry);
    }
  }
  return found;
}

/** The result, or undefined when it throws: a view that cannot be had shows nothing. */
function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function exampleOf(name: string): string {
  const parameter = document.components.parameters?.[name];
  return parameter === undefined ? `${name}-test-1` : examplesOf(parameter)[0]!.value;
}
