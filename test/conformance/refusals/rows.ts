// The rows of the two behaviour references, `argo-rollouts.md` and `flagger.md`.

/** Rows that no file can show, each with the reason. */
export const unseen: { readonly [row: string]: string } = {
  "FL-V034": "depends on a flag of the controller, `-no-cross-namespace-refs`",
  "FL-V035": "happens with a changed CRD only; the schema asks for `analysis`",
  "FL-V043": "depends on the ConfigMaps and Secrets of the cluster, which seldom are in files",
  "FL-V044": "depends on an autoscaler of the cluster; one of another name in the workspace is told as FL-V040",
  "FL-V075": "depends on the status of a Gateway",
};

/** Rows of a reference that end in a refusal. */
export const refused: readonly string[] = [
  ...numbered("AR-V", [[1, 46]]),
  ...numbered("AR-R", [
    [1, 3],
    [10, 14],
    [20, 23],
    [30, 32],
    [40, 43],
    [50, 50],
  ]),
  ...numbered("FL-V", [
    [1, 13],
    [20, 20],
    [30, 35],
    [40, 45],
    [70, 77],
    [85, 85],
  ]),
];

/** Rows that are accepted, and of which a rule may speak all the same. */
export const accepted: readonly string[] = [
  ...numbered("AR-A", [[1, 13]]),
  ...numbered("FL-V", [
    [46, 69],
    [78, 84],
    [86, 88],
    [90, 103],
    [110, 122],
  ]),
];

function numbered(prefix: string, ranges: readonly (readonly [from: number, to: number])[]): readonly string[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(3, "0")}`));
}
