import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
} from "../../../scripts/description/document.js";
import { listOperationCases, type OperationCase } from "../../contract/cases.js";
import { listLinks } from "../../contract/links.js";
import { listPlaces, shapeOf } from "../../contract/shape.js";

/** An API description in which one thing is different. The client and the fixtures stay as they are. */
export interface SpecMutant {
  name: string;
  operationId: string;
  /** The id of the obligation that it breaks; undefined where none is about it, and for a widening. */
  breaks: string | undefined;
  /**
   * Set for a change that breaks no caller. True when what people typed by hand has to notice it all the same: it lists
   * what there is.
   */
  widening?: boolean;
  document: OpenApiDocument;
}

type Edit = (copy: {
  document: OpenApiDocument;
  operation: Operation;
  item: Record<string, unknown>;
}) => void;

/** Every operator for paths, methods, parameters, credentials and answers, applied to an operation. */
export function mutateOperation(
  document: OpenApiDocument,
  { operationId, path, method, parameters, responses }: OperationCase,
): SpecMutant[] {
  const mutant = (name: string, breaks: string | undefined, edit: Edit, widening?: boolean): SpecMutant => {
    const copy = structuredClone(document);
    const item = copy.paths[path]!;
    // An operation's own copy of what it shares with others: each mutant spoils one operation.
    const operation = item[method.toLowerCase()] as Operation;
    operation.parameters = (operation.parameters ?? []).map((parameter) =>
      structuredClone(deref(copy, parameter)),
    );
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        structuredClone(deref(copy, response)),
      ]),
    );
    edit({ document: copy, operation, item });
    return {
      name: `${operationId}: ${name}`,
      operationId,
      breaks: breaks && `${operationId}: ${breaks}`,
      document: copy,
      ...(widening !== undefined && { widening }),
    };
  };
  const move = (copy: OpenApiDocument, to: string): void => {
    copy.paths = Object.fromEntries(
      Object.entries(copy.paths).map(([key, item]) => [key === path ? to : key, item]),
    );
  };
  const parameterOf = (operation: Operation, name: string): Parameter =>
    operation.parameters!.map((each) => each as Parameter).find((each) => each.name === name)!;
  const responseOf = (operation: Operation, status: string): Response =>
    operation.responses[status] as Response;
  const lastName = parameters.findLast((each) => each.in === "path")!.name;

  return [
    mutant("another segment in the path", `path: ${path}`, ({ document: copy }) =>
      move(copy, path.replace("/members", "/people")),
    ),
    mutant("another version in the path", `path: ${path}`, ({ document: copy }) =>
      move(copy, path.replace("/v1/", "/v2/")),
    ),
    mutant("one more segment in the path", `path: ${path}`, ({ document: copy }) =>
      move(copy, `${path}/now`),
    ),
    mutant("the path removed", `path: ${path}`, ({ document: copy }) => delete copy.paths[path]),
    mutant("another method", `operation: ${operationId}`, ({ item }) => {
      item["post"] = item["delete"];
      delete item["delete"];
    }),
    mutant(
      "another operationId",
      `operation: ${operationId}`,
      ({ operation }) => (operation.operationId += "Now"),
    ),
    mutant("a required body", `operation: ${operationId}`, ({ operation }) => {
      const schema = { type: "object", properties: { reason: { type: "string" } }, required: ["reason"] };
      operation["requestBody"] = { required: true, content: { "application/json": { schema } } };
    }),
    mutant("another permission", undefined, ({ operation }) => (operation["x-stytch-rbac"] = [])),

    mutant("no credentials needed", "security: none", ({ operation }) => (operation["security"] = [])),
    mutant("a bearer token for credentials", "security: valid", ({ document: copy, operation }) => {
      copy.components.securitySchemes!["bearerAuth"] = { type: "http", scheme: "bearer" };
      operation["security"] = [{ bearerAuth: [] }];
    }),
    mutant("an API key beside the credentials", "security: valid", ({ document: copy, operation }) => {
      copy.components.securitySchemes!["key"] = { type: "apiKey", in: "header", name: "X-Key" };
      operation["security"] = [{ basicAuth: [], key: [] }];
    }),
    mutant("no test server", undefined, ({ document: copy }) => copy.servers.shift()),
    mutant("no live server", undefined, ({ document: copy }) => copy.servers.pop()),

    mutant(`${lastName} renamed`, `parameter: ${lastName} present`, ({ document: copy, operation }) => {
      parameterOf(operation, lastName).name = "id";
      move(copy, path.replace(lastName, "id"));
    }),
    mutant(`${lastName} a number`, `parameter: ${lastName} present`, ({ operation }) => {
      parameterOf(operation, lastName).schema = { type: "integer" };
    }),
    mutant(
      `${lastName} of lower-case letters alone`,
      `parameter keyword: ${lastName} pattern satisfied`,
      ({ operation }) => {
        parameterOf(operation, lastName).schema["pattern"] = "^[a-z]+$";
      },
    ),
    mutant(
      `${lastName} of any letters`,
      `parameter keyword: ${lastName} pattern violated`,
      ({ operation }) => {
        delete parameterOf(operation, lastName).schema["pattern"];
      },
    ),
    mutant(
      `${lastName} at most 20 letters long`,
      `parameter boundary: ${lastName} longest`,
      ({ operation }) => {
        parameterOf(operation, lastName).schema["maxLength"] = 20;
      },
    ),
    mutant(
      `${lastName} of any length`,
      `parameter keyword: ${lastName} maxLength violated`,
      ({ operation }) => {
        delete parameterOf(operation, lastName).schema["maxLength"];
      },
    ),
    mutant(
      `${lastName} at least 2 letters long`,
      `parameter boundary: ${lastName} length 1`,
      ({ operation }) => {
        parameterOf(operation, lastName).schema["minLength"] = 2;
      },
    ),
    ...parameters
      .filter((each) => each.in === "header")
      .flatMap(({ name }) => [
        mutant(`${name} removed`, `parameter: ${name} alone`, ({ operation }) => {
          operation.parameters = operation.parameters!.filter((each) => (each as Parameter).name !== name);
        }),
        mutant(`${name} renamed`, `parameter: ${name} alone`, ({ operation }) => {
          parameterOf(operation, name).name = "X-Stytch-Session";
        }),
        mutant(
          `${name} required`,
          `parameter: ${name} absent`,
          ({ operation }) => (parameterOf(operation, name).required = true),
        ),
        mutant(
          `${name} of any characters`,
          `parameter keyword: ${name} pattern violated`,
          ({ operation }) => {
            delete parameterOf(operation, name).schema["pattern"];
          },
        ),
      ]),
    mutant("a required query parameter", "parameter: all optional together", ({ operation }) => {
      operation.parameters!.push({ name: "force", in: "query", required: true, schema: { type: "boolean" } });
    }),
    mutant(
      "an optional query parameter",
      undefined,
      ({ operation }) => {
        operation.parameters!.push({ name: "force", in: "query", schema: { type: "boolean" } });
      },
      false,
    ),

    ...Object.keys(responses).map((status) =>
      mutant(`${status} removed`, `status: ${status}`, ({ operation }) => {
        delete operation.responses[status];
      }),
    ),
    mutant("202 for 200", "status: 200", ({ operation }) => {
      operation.responses = { "202": operation.responses["200"]!, ...operation.responses };
      delete operation.responses["200"];
    }),
    mutant("410 for 404", "status: 404", ({ operation }) => {
      operation.responses["410"] = operation.responses["404"]!;
      delete operation.responses["404"];
    }),
    mutant(
      "one more failure",
      undefined,
      ({ operation }) => {
        operation.responses["409"] = JSON.parse(
          JSON.stringify(operation.responses["default"]).replaceAll("503", "409"),
        );
      },
      true,
    ),
    ...["200", "404"].map((status) =>
      mutant(`text for ${status}`, `media type: ${status} application/json`, ({ operation }) => {
        const response = responseOf(operation, status);
        response.content = { "text/plain": response.content!["application/json"]! };
      }),
    ),
    ...["400", "403", "404"].map((status) =>
      mutant(
        `an example of ${status} removed`,
        `example: ${status} ${exampleNames(responses[status]!)[0]}`,
        ({ operation }) => {
          const { examples } = responseOf(operation, status).content!["application/json"]!;
          delete examples![Object.keys(examples!)[0]!];
        },
      ),
    ),
    mutant("an example of 401 renamed", "example: 401 unauthorized_credentials", ({ operation }) => {
      const media = responseOf(operation, "401").content!["application/json"]!;
      media.examples = { wrong_secret: Object.values(media.examples!)[0]! };
    }),
    mutant(
      "an example of 401 with another status_code",
      "example: 401 unauthorized_credentials",
      ({ operation }) => {
        const media = responseOf(operation, "401").content!["application/json"]!;
        media.examples = JSON.parse(
          JSON.stringify(media.examples).replace('"status_code":401', '"status_code":403'),
        );
      },
    ),
    mutant(
      "an example of 200 that breaks its schema",
      `example: 200 ${exampleNames(responses["200"]!)[0]}`,
      ({ operation, document: copy }) => {
        const media = responseOf(operation, "200").content!["application/json"]!;
        const [name, example] = Object.entries(media.examples!)[0]!;
        const value = { ...(deref(copy, example).value as object), member_id: 7 };
        media.examples = { ...media.examples, [name]: { value } };
      },
    ),
    ...listLinks({ responses }).map(({ name, status, link }) =>
      mutant(
        `another answer of ${link.operationId} after it`,
        `operation flow: then ${link.operationId}`,
        ({ operation }) => {
          responseOf(operation, String(status)).links![name]!["x-answer"] = "organization_not_found";
        },
      ),
    ),
    mutant(
      "Retry-After removed",
      "response header: 429 Retry-After present",
      ({ operation }) => delete responseOf(operation, "429").headers,
    ),
    mutant("Retry-After renamed", "response header: 429 Retry-After present", ({ operation }) => {
      const response = responseOf(operation, "429");
      response.headers = { "X-Retry-After": response.headers!["Retry-After"]! };
    }),
  ];
}

const exampleNames = (response: Response): string[] =>
  Object.keys(response.content?.["application/json"]?.examples ?? {});

/** The operators for schemas: a property removed in every object, and so at every depth; the others in two objects each. */
export function mutateSchemas(document: OpenApiDocument): (SpecMutant & { operator: string })[] {
  const used = new Map<string, number>();
  const all = Object.entries(document.components.schemas).flatMap(([name, schema]) => {
    const { properties, required = [] } = schema as {
      properties?: Record<string, JsonSchema>;
      required?: string[];
    };
    const place = findPlace(document, name);
    if (place === undefined) return [];
    const { operationId, at } = place;
    const mutant = (
      what: string,
      breaks: string | undefined,
      edit: (schema: Editable) => void,
      widening?: boolean,
    ) => {
      const copy = structuredClone(document);
      edit(copy.components.schemas[name] as unknown as Editable);
      return {
        name: `${name}: ${what}`,
        operator: what.replace(/^[a-z_]+ /, ""),
        operationId,
        breaks: breaks && `${operationId}: ${breaks}`,
        document: copy,
        ...(widening !== undefined && { widening }),
      };
    };
    if (properties === undefined) {
      const [inherited] = shapeOf(document, schema).properties.keys();
      return where(inherited, (key) => [
        mutant("everything removed", `property: ${at}/${key} present`, (edited) => delete edited.allOf),
      ]);
    }
    const first = (test: (property: JsonSchema) => boolean): string | undefined =>
      Object.keys(properties).find((key) => test(properties[key]!));
    const shape = (property: JsonSchema) => shapeOf(document, property);
    const at_property = (key: string, detail: string): string => `${at}/${key} ${detail}`;
    const needed = required[0];
    const optional = Object.keys(properties).find((key) => !required.includes(key));
    const open = first((property) => shape(property).values.length > 0);
    const list = first((property) => shape(property).types.has("array"));
    const flag = first((property) => shape(property).types.has("boolean"));
    const formatted = (type: string): string | undefined =>
      first((property) => shape(property).keywords.has("format") && shape(property).types.has(type));
    const time = formatted("string");
    const integer = formatted("integer");
    return [
      ...where(needed, (key) => [
        mutant(`${key} removed`, `property: ${at_property(key, "present")}`, (edited) => {
          delete edited.properties[key];
          edited.required = edited.required!.filter((other) => other !== key);
        }),
        mutant(`${key} renamed`, `property: ${at_property(key, "present")}`, (edited) => {
          edited.properties["renamed"] = edited.properties[key]!;
          delete edited.properties[key];
          edited.required = edited.required!.map((other) => (other === key ? "renamed" : other));
        }),
        mutant(
          `${key} of another type`,
          `schema keyword: ${at_property(key, "type satisfied")}`,
          (edited) => {
            edited.properties[key] = {
              type: shape(properties[key]!).types.has("boolean") ? "string" : "boolean",
            };
          },
        ),
        mutant(
          `${key} no longer required`,
          `schema keyword: ${at_property(key, "required violated")}`,
          (edited) => {
            edited.required = edited.required!.filter((other) => other !== key);
          },
        ),
      ]),
      ...where(optional, (key) => [
        mutant(`${key} required`, `property: ${at_property(key, "absent")}`, (edited) =>
          (edited.required ??= []).push(key),
        ),
        mutant(`${key} never null`, `property: ${at_property(key, "null")}`, (edited) => {
          edited.properties[key] = JSON.parse(
            JSON.stringify(edited.properties[key])
              .replace(',{"type":"null"}', "")
              .replace(/\["(\w+)","null"\]/, '"$1"'),
          );
        }),
      ]),
      ...where(open, (key) => [
        mutant(`${key} a closed set`, `value: ${at_property(key, "(unknown)")}`, (edited) => {
          edited.properties[key] = {
            ...edited.properties[key],
            anyOf: edited.properties[key]!["anyOf"]!.slice(0, 1),
          } as never;
        }),
        mutant(
          `${key} with one more known value`,
          undefined,
          (edited) => edited.properties[key]!["anyOf"]![0]!.enum.push("new_value"),
          false,
        ),
      ]),
      ...where(list, (key) => [
        mutant(`${key} never empty`, `array: ${at_property(key, "0")}`, (edited) =>
          Object.assign(edited.properties[key]!, { minItems: 1 }),
        ),
        mutant(`${key} of one item at most`, `array: ${at_property(key, "2")}`, (edited) =>
          Object.assign(edited.properties[key]!, { maxItems: 1 }),
        ),
      ]),
      ...where(flag, (key) => [
        mutant(`${key} always true`, `boolean: ${at_property(key, "false")}`, (edited) =>
          Object.assign(edited.properties[key]!, { enum: [true] }),
        ),
      ]),
      ...where(time, (key) => [
        mutant(`${key} any text`, `schema keyword: ${at_property(key, "format violated")}`, (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      ...where(integer, (key) => [
        mutant(`${key} any integer`, `schema keyword: ${at_property(key, "format violated")}`, (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      mutant(
        "one more optional property",
        undefined,
        (edited) => {
          edited.properties["added"] = { type: "string" };
        },
        true,
      ),
    ];
  });
  return all.filter(({ operator, operationId }) => {
    const key = `${operationId} ${operator}`;
    used.set(key, (used.get(key) ?? 0) + 1);
    return operator === "removed" || used.get(key)! <= 2;
  });
}

/** The mutants of a property, where there is one. */
function where<Mutant>(key: string | undefined, list: (key: string) => Mutant[]): Mutant[] {
  return key === undefined ? [] : list(key);
}

interface Editable {
  properties: Record<string, JsonSchema & { anyOf?: { enum: string[] }[] }>;
  required?: string[];
  allOf?: unknown;
}

/** The first place in an answer where a registered schema stands. */
function findPlace(document: OpenApiDocument, name: string): { operationId: string; at: string } | undefined {
  for (const { operationId, responses } of listOperationCases(document)) {
    for (const [status, response] of Object.entries(responses)) {
      const schema = response.content?.["application/json"]?.schema;
      const places = schema === undefined ? [] : listPlaces(document, schema);
      const place = places.find(({ shape }) => shape.refs.includes(`#/components/schemas/${name}`));
      if (place !== undefined) return { operationId, at: `${status} ${place.path}` };
    }
  }
  return undefined;
}
