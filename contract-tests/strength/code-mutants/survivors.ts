/** A mutant of the code that no test can kill: its lines before and after, with white space folded. */
export interface Survivor {
  file: string;
  mutator: string;
  from: string;
  to: string;
  reason: string;
}

export const survivors: readonly Survivor[] = [
  {
    file: "scripts/description/blame-file.ts",
    mutator: "Regex",
    from: String.raw`const place = below?.match(/^([^?:\s]+)\S*?:(\d+)/);`,
    to: String.raw`const place = below?.match(/([^?:\s]+)\S*?:(\d+)/);`,
    reason: "Where a stack names the folder, it goes on with a file and a line.",
  },
  {
    file: "scripts/description/bundle.ts",
    mutator: "ConditionalExpression",
    from: "if (!(error instanceof SchemaError)) throw error;",
    to: "if (false) throw error;",
    reason:
      "The condition is for the compiler: whatever a document can make compileSchemas throw is a SchemaError.",
  },
  {
    file: "scripts/description/bundle.ts",
    mutator: "Regex",
    from: String.raw`const stray = refs.find(({ $ref }) => !/^#\/components\/\w+\/[\w.-]+$/.test($ref));`,
    to: String.raw`const stray = refs.find(({ $ref }) => !/#\/components\/\w+\/[\w.-]+$/.test($ref));`,
    reason: "The bundler leaves no reference to another file.",
  },
  {
    file: "scripts/description/locate.ts",
    mutator: "ConditionalExpression",
    from: `if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) break;`,
    to: `if (false || node === null || !Object.hasOwn(node, key)) break;`,
    reason: "What is found within a text is shown where the text is.",
  },
  {
    file: "scripts/description/locate.ts",
    mutator: "ConditionalExpression",
    from: "if (document instanceof Error) throw document;",
    to: "if (false) throw document;",
    reason: "The condition is for the compiler: the resolver throws its errors.",
  },
  {
    file: "scripts/description/references.ts",
    mutator: "StringLiteral",
    from: `const [file, fragment = ""] = $ref.split("#") as [string, string?];`,
    to: `const [file, fragment = "Stryker was here!"] = $ref.split("#") as [string, string?];`,
    reason: "A pointer begins with its first slash, and neither text has one.",
  },
  {
    file: "scripts/render/render-client.ts",
    mutator: "ArrayDeclaration",
    from: "const headers = (operation.parameters ?? [])",
    to: `const headers = (operation.parameters ?? ["Stryker was here"])`,
    reason: "Only headers are kept of it, and a text is none.",
  },
  {
    file: "scripts/render/render-client.ts",
    mutator: "StringLiteral",
    from: '${namespaces.map((name) => ` this.${name} = ${renderNode(tree[name]!, "implementation", " ")};`).join("\\n")}',
    to: '${namespaces.map((name) => ` this.${name} = ${renderNode(tree[name]!, "", " ")};`).join("\\n")}',
    reason: "Whatever is no declaration is an implementation.",
  },
  {
    file: "src/answer.ts",
    mutator: "StringLiteral",
    from: `const value = headers.get("Retry-After") ?? "";`,
    to: `const value = headers.get("Retry-After") ?? "Stryker was here!";`,
    reason: "Neither text is a number or a date.",
  },
  {
    file: "src/attempt.ts",
    mutator: "ConditionalExpression",
    from: `const text = typeof body === "string" ? body : "";`,
    to: `const text = true ? body : "";`,
    reason: "Neither an object nor an empty text is JSON.",
  },
  {
    file: "src/attempt.ts",
    mutator: "StringLiteral",
    from: `const text = typeof body === "string" ? body : "";`,
    to: `const text = typeof body === "string" ? body : "Stryker was here!";`,
    reason: "Neither text is JSON.",
  },
  {
    file: "src/attempt.ts",
    mutator: "OptionalChaining",
    from: "if (signal.aborted) response.body?.cancel().catch(ignore);",
    to: "if (signal.aborted) response.body.cancel().catch(ignore);",
    reason: "The call has ended by then: what is thrown here is caught, and nobody reads it.",
  },
  {
    file: "src/attempt.ts",
    mutator: "OptionalChaining",
    from: `signal.addEventListener("abort", () => reader?.cancel().catch(ignore));`,
    to: `signal.addEventListener("abort", () => reader.cancel().catch(ignore));`,
    reason: "It throws in a listener, where no test can catch it, and Stryker's own runner ends.",
  },
  {
    file: "src/config.ts",
    mutator: "Regex",
    from: String.raw`return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);`,
    to: String.raw`return hostname === "localhost" || hostname === "[::1]" || /127(\.\d+){3}$/.test(hostname);`,
    reason:
      "A host that ends in a number is an IPv4 address or no URL's, so nothing can stand before the 127.",
  },
  {
    file: "src/config.ts",
    mutator: "StringLiteral",
    from: `log_level = "info",`,
    to: `log_level = "",`,
    reason: "The client writes no line that is less severe than info.",
  },
  {
    file: "src/config.ts",
    mutator: "StringLiteral",
    from: `retry = "unsent",`,
    to: `retry = "",`,
    reason: "Whatever is not idempotent is unsent.",
  },
  {
    file: "src/fetch-client.ts",
    mutator: "ConditionalExpression",
    from: `const retry_after_ms = answer.kind === "refusal" ? answer.retry_after_ms : undefined;`,
    to: "const retry_after_ms = true ? answer.retry_after_ms : undefined;",
    reason: "The condition is for the compiler: a success has no such field.",
  },
  {
    file: "src/path.ts",
    mutator: "MethodExpression",
    from: String.raw`for (let escape; (escape = /%([0-9a-f]{2})/i.exec(String.fromCharCode(...decoded.slice(-3))));) {`,
    to: String.raw`for (let escape; (escape = /%([0-9a-f]{2})/i.exec(String.fromCharCode(...decoded)));) {`,
    reason: "Only the last byte is new, so no escape ends before it; looking at three saves time.",
  },
  {
    file: "src/path.ts",
    mutator: "StringLiteral",
    from: `const decoded = id.includes("%") ? decodeEscapes(id) : id;`,
    to: `const decoded = id.includes("") ? decodeEscapes(id) : id;`,
    reason: "Without a percent sign there is nothing to decode; the condition saves time.",
  },
  {
    file: "src/retry.ts",
    mutator: "ConditionalExpression",
    from: `const asked = outcome.kind === "refusal" ? outcome.retry_after_ms : undefined;`,
    to: "const asked = true ? outcome.retry_after_ms : undefined;",
    reason: "The condition is for the compiler: no other outcome has such a field.",
  },
  {
    file: "src/secrets.ts",
    mutator: "OptionalChaining",
    from: "yield tryTo(() => (node as { toJSON?: () => unknown }).toJSON?.());",
    to: "yield tryTo(() => (node as { toJSON?: () => unknown; }).toJSON());",
    reason: "Without the method, the one yields undefined and the other throws, which yields undefined too.",
  },
  {
    file: "src/secrets.ts",
    mutator: "LogicalOperator",
    from: `if (typeof node === "object" && !Array.isArray(node)) yield tryTo(() => String(node));`,
    to: `if (typeof node === "object" || !Array.isArray(node)) yield tryTo(() => String(node));`,
    reason:
      "The text of an array or a function holds nothing that its parts do not; leaving it out saves time.",
  },
  {
    file: "src/secrets.ts",
    mutator: "ConditionalExpression",
    from: `if (typeof node === "object" && !Array.isArray(node)) yield tryTo(() => String(node));`,
    to: "if (true && !Array.isArray(node)) yield tryTo(() => String(node));",
    reason: "The text of a function is its source, which the caller wrote; leaving it out saves time.",
  },
  {
    file: "src/secrets.ts",
    mutator: "ConditionalExpression",
    from: `if (typeof node === "object" && !Array.isArray(node)) yield tryTo(() => String(node));`,
    to: "if (true) yield tryTo(() => String(node));",
    reason: "Both of the above.",
  },
  {
    file: "src/secrets.ts",
    mutator: "EqualityOperator",
    from: "for (const item of contents(node)) if (queue.push(item) > mostItems) return true;",
    to: "for (const item of contents(node)) if (queue.push(item) >= mostItems) return true;",
    reason: "The limit is a round number, far above what any error holds.",
  },
  {
    file: "src/send.ts",
    mutator: "ConditionalExpression",
    from: "if (settings.logger === undefined) return;",
    to: "if (false) return;",
    reason: "What a logger throws is caught, and so is that there is none; the condition saves time.",
  },
  {
    file: "src/send.ts",
    mutator: "ConditionalExpression",
    from: String.raw`return typeof text === "string" && /^[\w.-]{1,64}$/.test(text) ? text : undefined;`,
    to: String.raw`return true && /^[\w.-]{1,64}$/.test(text) ? text : undefined;`,
    reason: "Whatever is no string here is undefined, and comes back as undefined.",
  },
  {
    file: "src/try-to.ts",
    mutator: "BlockStatement",
    from: "} catch { return undefined; }",
    to: "} catch {}",
    reason: "A function that ends without a return returns undefined.",
  },
];
