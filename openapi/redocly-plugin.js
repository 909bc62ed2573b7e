// The lint rules that redocly.yaml cannot express by itself.
export default function house() {
  return {
    id: "house",
    rules: {
      oas3: {
        "property-documented": propertyDocumented,
        "example-status": exampleStatus,
        "link-answer": linkAnswer,
        "kind-tagged": kindTagged,
        "component-registered": componentRegistered,
        "component-used": componentUsed,
      },
    },
  };
}

/** Every property has a description and, unless it is an object by `$ref`, an example. */
function propertyDocumented() {
  return {
    SchemaProperties(properties, { report, resolve, location }) {
      for (const [name, property] of Object.entries(properties)) {
        const complain = (message) => report({ message, location: location.child([name]).key() });
        if (!property?.description?.trim()) {
          complain(
            `Property "${name}" lacks a description. Beside a \`$ref\`, wrap the \`$ref\` in \`allOf\`.`,
          );
        }
        if (property?.examples?.length || isSeenByBuiltIn(property) || isObjectByRef(property, resolve))
          continue;
        complain(`Property "${name}" lacks \`examples\`.`);
      }
    },
  };
}

/** Whether scalar-property-missing-example looks at the property: a scalar that is not composed. */
function isSeenByBuiltIn(schema) {
  if (!schema?.type || schema.examples || schema.anyOf || schema.allOf) return false;
  return [schema.type].flat().every((type) => type !== "array" && type !== "object");
}

/** `$ref`, `allOf` of one `$ref`, or `anyOf` of a `$ref` and null, where the `$ref` leads to an object. */
function isObjectByRef(schema, resolve) {
  const parts = schema?.allOf ?? schema?.anyOf?.filter((part) => part?.type !== "null") ?? [schema];
  return parts.length === 1 && Boolean(parts[0]?.$ref) && resolve(parts[0]).node?.type === "object";
}

/** Every body has named examples. Their `status_code` is the status; under `default`, an undeclared one. */
function exampleStatus() {
  const seen = new Set(); // operations share responses
  return {
    Operation(operation, { report, resolve, location }) {
      const complain = (message, at) => at && report({ message, location: at });
      const entries = (from, key) => listEntries(from, key, resolve);
      const responses = entries({ node: operation, location }, "responses");
      const declared = responses.map(([status]) => status);
      for (const [status, response] of responses) {
        const id = `${status === "default" ? declared : status} ${response.location?.absolutePointer}`;
        if (seen.has(id)) continue;
        seen.add(id);
        for (const [, media] of entries(response, "content")) {
          const examples = entries(media, "examples");
          if (examples.length === 0) {
            complain(`Response ${status} lacks named \`examples\`.`, media.location.key());
          }
          for (const [name, example] of examples) {
            const said = `${example.node?.value?.status_code}`;
            if (status === "default" ? !declared.includes(said) : said === status) continue;
            const place = example.location?.child(["value", "status_code"]);
            complain(`Example "${name}" of response ${status} has status_code ${said}.`, place);
          }
        }
      }
    },
  };
}

/** What a key holds, by name, with the place of each: what a `$ref` leads to stands for it. */
function listEntries(from, key, resolve) {
  const step = ({ node: owner, location }, name) => {
    const node = owner?.[name];
    if (node?.$ref) return resolve(node, location.source.absoluteRef);
    return { node, location: location?.child([name]) };
  };
  const map = step(from, key);
  return Object.keys(map.node ?? {}).map((name) => [name, step(map, name)]);
}

/** What a link says that its call is answered with is an example of that operation. It says nothing else of our own. */
function linkAnswer() {
  const examples = new Map(); // the names of each operation's
  const links = [];
  let isAmbiguous = false; // two operations have one name, of which another rule complains
  return {
    Operation(operation, { resolve, location }) {
      const listAll = (from, [key, ...keys]) =>
        listEntries(from, key, resolve).flatMap(([name, each]) =>
          keys.length === 0 ? [name] : listAll(each, keys),
        );
      const keys = ["responses", "content", "examples"];
      isAmbiguous ||= examples.has(operation.operationId);
      examples.set(operation.operationId, listAll({ node: operation, location }, keys));
    },
    Link(link, { location }) {
      links.push({ link, location });
    },
    Root: {
      leave(_root, { report }) {
        for (const { link, location } of isAmbiguous ? [] : links) {
          const { operationId, "x-stytch-answer": answer } = link;
          const complain = (message, key) => report({ message, location: location.child([key]).key() });
          if (answer !== undefined && !examples.get(operationId)?.includes(answer))
            complain(`No answer of ${operationId} has the example "${answer}".`, "x-stytch-answer");
          for (const key of Object.keys(link)) {
            if (!key.startsWith("x-") || key === "x-stytch-answer") continue;
            complain("A link has no extension but `x-stytch-answer`.", key);
          }
        }
      },
    },
  };
}

/** Each kind of object says what tells it from the others: what validates by JSON Schema reads no discriminator. */
function kindTagged() {
  const seen = new Set(); // several places may have the same kinds
  return {
    Schema(schema, { report, resolve, location }) {
      const name = schema?.discriminator?.propertyName;
      const follow = (part, at) =>
        part?.$ref ? resolve(part, at.source.absoluteRef) : { node: part, location: at };
      const isTold = ({ node, location: at }) => {
        const tag = Object(follow(node?.properties?.[name], at).node);
        return (
          "const" in tag || "enum" in tag || (node?.allOf ?? []).some((part) => isTold(follow(part, at)))
        );
      };
      for (const part of name ? [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])] : []) {
        const kind = follow(part, location);
        const id = `${kind.location?.absolutePointer} ${name}`;
        if (kind.node === undefined || seen.has(id) || isTold(kind)) continue;
        seen.add(id);
        const message = `A kind of object says by \`const\` or \`enum\` which "${name}" it has.`;
        report({ message, location: kind.location.child(["properties", name]).key() });
      }
    },
  };
}

const COMPONENT_TYPES = new Set(["Schema", "Response", "Parameter", "Example", "Header", "RequestBody"]);

/** Every file that a `$ref` leads to is registered in the root, so that the bundle names it. */
function componentRegistered() {
  return auditComponents(({ registered, used }, report) => {
    for (const [target, { location }] of used) {
      if (registered.has(target)) continue;
      report({
        message:
          "This `$ref` leads to a file that `components` of openapi.yaml does not name: add a line for it there.",
        location,
      });
    }
  });
}

/** Every registered component is used. The built-in rule counts the registration of a file as a use. */
function componentUsed() {
  return auditComponents(({ registered, used }, report) => {
    for (const [target, { name, location }] of registered) {
      if (used.has(target)) continue;
      report({ message: `Component "${name}" is never used.`, location });
    }
  });
}

function auditComponents(judge) {
  const registered = new Map();
  const used = new Map();
  return {
    ref(ref, { type, key, resolve, location }) {
      const target = resolve(ref).location?.absolutePointer;
      if (!target || !COMPONENT_TYPES.has(type.name)) return;
      const isRegistration = /^#\/components\/\w+\/[^/]+$/.test(location.pointer);
      (isRegistration ? registered : used).set(target, { name: key, location: location.key() });
    },
    Root: { leave: (_root, { report }) => judge({ registered, used }, report) },
  };
}
