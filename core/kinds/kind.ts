import type { Part } from "./fields/field.ts";

/** A field that names another object. `[]` in a path stands for every item of a list; a path of a key below a plugin has the plugin's name in quotes. */
export interface Reference {
  readonly path: string;
  readonly to: string;
  /** The group of the kind, where kinds of several groups are called so. */
  readonly group?: string;
  /** The kind is another one when this key beside the name is true (`clusterScope`). */
  readonly unless?: { readonly sibling: string; readonly to: string };
  /** The namespace is the one written in this key beside the name, when there is one. */
  readonly namespaceFrom?: string;
  /** The same, where the namespace stands elsewhere: its whole path. */
  readonly namespaceAt?: string;
  /** The name may be `name.namespace`, as Istio's is. */
  readonly dotted?: true;
  /** The kind stands beside the name (`kind`), and `to` holds where it does not. */
  readonly kindFrom?: string;
  /** Such a name often stands for what no file has (or does where it names one of these kinds): it is followed, and never missed. */
  readonly loose?: true | readonly string[];
}

/** What Stepwise knows of a kind of resource. Everything else (completion, navigation, checks) asks this. */
export interface Kind {
  readonly kind: string;
  readonly group: string;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  readonly plural: string;
  readonly namespaced: boolean;
  /** The file in `schemas/`, without its ending, for the kinds of the platforms: all of their structure is checked, and rules look at them. */
  readonly schema?: string;
  /** Of a kind that rollouts refer to: the part of its structure that they depend on, which has a file in `schemas/` too. */
  readonly part?: Part;
  /** Such objects are often made by something else than files: one is missed only where files have others of the kind. */
  readonly elsewhere?: true;
  readonly subresources?: readonly ("status" | "scale")[];
  readonly refers: readonly Reference[];
}
