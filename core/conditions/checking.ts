import type { Node } from "./syntax.ts";
import type { Nature } from "./types.ts";

/** What the parts of the checker ask of the whole of it. */
export interface Checking {
  /** The nature of a part, which is written into the tree. */
  visit(node: Node): Nature;
  /** Notes what is wrong; the first one stays. Nobody knows what comes out of it. */
  fail(node: Node, message: string): Nature;
  /** Visits what is done with each item of a list; `names` are those that stand there beside `#`. */
  inside(list: Nature, names: { readonly [name: string]: Nature }, node: Node): Nature;
  /** What a name of the environment is: the answer, or a function of the controller. */
  environment(name: string): Nature | undefined;
}
