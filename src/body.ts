import { classifyLoss, type NoAnswer } from "./failure.js";
import type { FetchResponse } from "./fetch.js";
import type { Secrets } from "./secrets.js";

/** The most pieces in which an answer may come, the empty ones included. */
const mostChunks = 100_000;

/** After so many pieces, which may all be there at once, timers and aborts get their turn. */
const chunksPerTurn = 1_000;

/** The next piece of a body. */
type Next = () => Promise<{ done?: boolean | undefined; value?: unknown }>;

/** A web stream, a stream of Node or anything else that can be iterated. */
interface ForeignBody extends AsyncIterable<unknown> {
  getReader: () => ReadableStreamDefaultReader;
  on: (event: "error", act: () => void) => void;
  destroy: () => void;
}

/** The body of an answer, of which nothing has been read. */
export interface OpenBody {
  next: Next;
  /** Gives it up, with its connection, if it can be. */
  cancel: () => unknown;
}

/** Begins to read the body of an answer; undefined where it has none that can be read. */
export function openBody(response: FetchResponse): OpenBody | undefined {
  const body = response.body as Partial<ForeignBody> | null | undefined;
  if (typeof body?.getReader === "function") {
    const reader = body.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  if (typeof body?.[Symbol.asyncIterator] === "function") {
    const iterator = body[Symbol.asyncIterator]!();
    // A stream of Node ends the process with an error that nobody listens to, and an iterator does not let go of it.
    if (typeof body.on === "function") body.on("error", () => {});
    return {
      next: () => iterator.next(),
      cancel: () => (typeof body.destroy === "function" ? body.destroy() : iterator.return?.()),
    };
  }
  if (typeof response.text !== "function") return undefined;
  let read = false;
  const next = async () => {
    if (read) return { done: true };
    read = true;
    return { done: false, value: new TextEncoder().encode(await response.text()) };
  };
  return { next, cancel: () => {} };
}

/** Reads a body to its end, as text: at most so many bytes of it. */
export async function readBody(
  body: OpenBody | undefined,
  most: number,
  signal: AbortSignal,
  secrets: Secrets,
): Promise<string | NoAnswer> {
  const refuse = (detail: string): NoAnswer => {
    return { kind: "no answer", code: "invalid_response", detail, may_have_been_applied: true };
  };
  if (body === undefined) return refuse("`fetch` gave a body that cannot be read");
  try {
    const chunks: Uint8Array[] = [];
    for (let size = 0; ;) {
      if (signal.aborted) throw signal.reason;
      const { done, value } = await body.next();
      if (done === true) return decode(chunks, size);
      if (!ArrayBuffer.isView(value)) return refuse("`fetch` gave a body that is not made of bytes");
      size += value.byteLength;
      if (size > most) return refuse(`the answer is longer than ${most} bytes (max_response_bytes)`);
      // A copy: a stream of the caller's own may use its buffer again.
      chunks.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice());
      if (chunks.length > mostChunks) return refuse(`the answer comes in more than ${mostChunks} pieces`);
      if (chunks.length % chunksPerTurn === 0) await new Promise((resolve) => setTimeout(resolve));
    }
  } catch (cause) {
    return classifyLoss(cause, secrets);
  }
}

/** At once: a decoder that waits for further bytes costs many times as much. */
function decode(chunks: readonly Uint8Array[], size: number): string {
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return new TextDecoder().decode(bytes);
}
