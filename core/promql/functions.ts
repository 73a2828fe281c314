/** What a part of a query gives: one number, one for each series, one over time for each series, or a text. */
export type ValueType = "scalar" | "vector" | "matrix" | "string";

/** What a function takes and gives. */
export interface Signature {
  readonly takes: readonly ValueType[];
  /** How many arguments may be left out at the end, or come on top of it; -1 for any number. */
  readonly more: number;
  readonly gives: ValueType;
}

const types: { readonly [letter: string]: ValueType } = { s: "scalar", v: "vector", m: "matrix", t: "string" };

// Name, arguments by their letters, and how many are optional. Experimental ones are known too: a server may have them switched on.
// Source: prometheus v3 promql/parser/functions.go.
const table = `
abs:v absent:v absent_over_time:m acos:v acosh:v asin:v asinh:v atan:v atanh:v avg_over_time:m ceil:v changes:m clamp:vss clamp_max:vs
clamp_min:vs cos:v cosh:v count_over_time:m days_in_month:v:1 day_of_month:v:1 day_of_week:v:1 day_of_year:v:1 deg:v delta:m deriv:m exp:v
first_over_time:m floor:v histogram_avg:v histogram_count:v histogram_sum:v histogram_stddev:v histogram_stdvar:v histogram_fraction:ssv
histogram_quantile:sv histogram_quantiles:vtss:9 double_exponential_smoothing:mss hour:v:1 idelta:m increase:m info:vv:1 integral:ms:1 irate:m
label_replace:vtttt label_join:vttt:-1 last_over_time:m ln:v log10:v log2:v mad_over_time:m max_over_time:m min_over_time:m minute:v:1
month:v:1 predict_linear:ms present_over_time:m quantile_over_time:sm rad:v rate:m resets:m round:vs:1 sgn:v sin:v sinh:v sort:v sort_desc:v
sort_by_label:vt:-1 sort_by_label_desc:vt:-1 sqrt:v start_timestamp:v stddev_over_time:m stdvar_over_time:m sum_over_time:m tan:v tanh:v
timestamp:v ts_of_first_over_time:m ts_of_last_over_time:m ts_of_max_over_time:m ts_of_min_over_time:m vector:s year:v:1`;
const scalars = "end: max_of:ss min_of:ss pi: range: scalar:v start: step: time:";

/** Every function, by its name. */
export const functions: ReadonlyMap<string, Signature> = new Map([...rows(table, "vector"), ...rows(scalars, "scalar")]);

function rows(text: string, gives: ValueType): readonly (readonly [string, Signature])[] {
  return text
    .trim()
    .split(/\s+/)
    .map(row => {
      const [name = "", letters = "", more = "0"] = row.split(":");
      return [name, { takes: [...letters].map(letter => types[letter] ?? "vector"), more: Number(more), gives }] as const;
    });
}

/** Aggregations that take a value before the series, and the type of that value. */
export const parameters: { readonly [name: string]: ValueType } = {
  topk: "scalar",
  bottomk: "scalar",
  quantile: "scalar",
  limitk: "scalar",
  limit_ratio: "scalar",
  count_values: "string",
};

export const aggregations: ReadonlySet<string> = new Set([
  ...["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar"],
  ...Object.keys(parameters),
]);
