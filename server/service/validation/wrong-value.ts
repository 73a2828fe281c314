import type { Json } from "../../../core/base/json.ts";
import { at } from "../../../core/base/json.ts";
import { nearest } from "../../../core/base/nearest.ts";
import type { CatalogueEntry, SchemaKind } from "../generated/schemas.js";
import type { SchemaError } from "../generated/validators.js";
import type { Duplicate } from "./duplicates.ts";
import type { Path, StructuralFinding, Subject } from "./finding.ts";
import { formOf } from "./forms.ts";
import { schemaAt } from "./schema-place.ts";
import { called, listed, refused, shown } from "./words.ts";
import { wrongType } from "./wrong-type.ts";

/** The finding for a value that its own schema refuses, whatever stands around it. */
export function wrongValue({ kind, seen, written }: Subject, path: Path, { keyword, params }: SchemaError): StructuralFinding {
  const value = at(seen, ...path) ?? null;
  const source = typeof value === "object" ? undefined : written(path);
  const schema = schemaAt(kind, path);
  const place = { path, target: "value" } as const;
  switch (keyword) {
    case "type": {
      const expected = [params.type].flat().map(String);
      return wrongType({ kind, path, value, expected, schema, written: source });
    }
    case "enum":
    case "const": {
      const allowed = keyword === "const" ? [params.allowedValue] : (params.allowedValues as readonly unknown[]);
      return outsideEnum(kind, path, value, allowed.map(String));
    }
    case "pattern": {
      const { words, corrected } = formOf(String(params.pattern));
      const text = corrected?.(String(value));
      const message = `${refused(kind, `${called(path)} is ${shown(value)}, and takes ${words}.`)}`;
      if (text === undefined) return { ...place, code: "schema/pattern", message };
      return { ...place, code: "schema/pattern", message: `${message} Write \`${text}\`.`, suggestion: { text, replaces: "value" } };
    }
    case "format": {
      const why = `${called(path)} is ${shown(value)}, and takes a point in time.`;
      return { ...place, code: "schema/format", message: `${refused(kind, why)} Write it like \`2026-01-31T12:00:00Z\`.` };
    }
    case "minimum":
    case "maximum": {
      const limit = Number(params.limit);
      const why = `${called(path)} is ${shown(value)}, and the ${keyword === "minimum" ? "lowest" : "highest"} value is \`${limit}\`.`;
      const text = String(limit);
      if (Math.abs(limit) >= 2 ** 31 - 1)
        return {
          ...place,
          code: "schema/range",
          message: `The controller cannot read this ${kind}, or reads another number: ${why} Write a smaller one.`,
        };
      return {
        ...place,
        code: "schema/range",
        message: `${refused(kind, why)} Write \`${text}\`.`,
        suggestion: { text, replaces: "value" },
      };
    }
    default:
      return {
        ...place,
        code: "schema/length",
        message: refused(kind, `${called(path)} ${lengthOf(keyword, value, Number(params.limit))}`),
      };
  }
}

/** The finding for an API version that nobody serves. */
export function wrongVersion({ kind, apiVersion, upstream }: CatalogueEntry): StructuralFinding {
  return {
    path: ["apiVersion"],
    target: "value",
    code: "schema/version",
    message: `No controller sees this ${kind}: ${upstream.name} ${upstream.version} serves only \`${apiVersion}\`. Write that.`,
    suggestion: { text: apiVersion, replaces: "value" },
  };
}

/** The finding for an item whose key another item has. */
export function duplicate(kind: SchemaKind, { path, key }: Duplicate): StructuralFinding {
  const list = called(path.slice(0, -1));
  const same = key.map(([field, value]) => `\`${field}\` ${shown(value)}`).join(" and ");
  const why = key.length === 0 ? `an earlier item of ${list} is the same as this one.` : `an earlier item of ${list} has ${same} too.`;
  return { path, target: "value", code: "schema/duplicate", message: `${refused(kind, why)} Remove one, or change it.` };
}

function outsideEnum(kind: SchemaKind, path: Path, value: Json, allowed: readonly string[]): StructuralFinding {
  const meant =
    typeof value === "string"
      ? nearest(
          value,
          allowed.filter(text => text !== ""),
        )
      : undefined;
  const start = refused(kind, `${called(path)} cannot be ${shown(value)}.`);
  const finding = { path, target: "value", code: "schema/enum" } as const;
  const only = allowed.length === 1 ? allowed[0] : undefined;
  const text = meant ?? only;
  if (text === undefined) return { ...finding, message: `${start} Write ${listed(allowed, "or")}.` };
  const message = meant === undefined ? `${start} Write \`${text}\`.` : `${start} Did you mean \`${text}\`?`;
  return { ...finding, message, suggestion: { text, replaces: "value" } };
}

function lengthOf(keyword: string, value: Json, limit: number): string {
  const length = typeof value === "string" || Array.isArray(value) ? value.length : 0;
  const unit = Array.isArray(value) ? "items" : "characters";
  if (keyword.startsWith("min")) return length === 0 ? "is empty. Fill it, or remove it." : `has ${length} ${unit}, and needs ${limit}.`;
  return `has ${length} ${unit}, and ${limit} are allowed. Shorten it.`;
}
