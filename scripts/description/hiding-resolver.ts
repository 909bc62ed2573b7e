import { BaseResolver, type Document, type Source } from "@redocly/openapi-core";
import { hideData } from "./hide-data.js";

/** Hides what is data in each file: what extensions and these keywords hold, which are all that hold data where none are given. */
export class HidingResolver extends BaseResolver {
  constructor(private readonly keywords?: ReadonlySet<string>) {
    super();
  }

  override parseDocument(source: Source, isRoot?: boolean): Document<unknown> {
    const document = super.parseDocument(source, isRoot);
    return { ...document, parsed: hideData(document.parsed, this.keywords) };
  }
}
