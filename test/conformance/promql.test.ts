import assert from "node:assert/strict";
import { readQuery } from "../../core/promql/read.ts";
import { wordsOf } from "../../core/promql/words.ts";
import { judge } from "../kit/judges.ts";
import { randomly } from "../kit/random.ts";

/** Queries by the grammar, and the same with words lost, doubled, swapped and put in: both readers have to take the same ones. */
describe("PromQL as Prometheus reads it", function () {
  this.timeout(600_000);
  const seed = Number(process.env.STEPWISE_SEED ?? 20261124);

  it("is taken where Prometheus takes it, and refused where Prometheus refuses it", function () {
    const prometheus = judge("promql");
    if (!prometheus) this.skip();
    const queries = queriesFrom(seed, 6000);
    const errors = prometheus(queries) as readonly string[];
    const wrong = queries.flatMap((query, i) => {
      const theirs = errors[i] ?? "";
      const { refusal } = readQuery(query);
      return (theirs === "") === (refusal === undefined)
        ? []
        : [`${query}\n  Prometheus: ${theirs || "fine"}\n  here: ${refusal?.words ?? "fine"}`];
    });
    assert.deepEqual(wrong.slice(0, 10), [], `seed ${seed}: ${wrong.length} of ${queries.length}`);
    const refused = errors.filter(error => error !== "").length;
    // Both sorts have to be there, or nothing is shown.
    assert.ok(refused > queries.length / 4 && refused < (queries.length * 3) / 4, `${refused} of ${queries.length} are refused`);
  });
});

function queriesFrom(seed: number, count: number): readonly string[] {
  const random = randomly(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const some = (most: number, make: () => string): string => Array.from({ length: Math.floor(random() * (most + 1)) }, make).join(", ");
  const label = (): string => pick(["job", "pod", "le", "by", "offset", '"http.code"']);
  const matcher = (): string =>
    `${pick(["job", "code", "__name__", "sum"])}${pick(["=", "!=", "=~", "!~"])}${pick(['"a"', "'b'", '"5.."', '""', '".*"', "`x`"])}`;
  const name = (): string => pick(["up", "http_requests_total", "job:rate:5m", "count", "by", "offset", "start", "le"]);
  const selector = (): string =>
    pick([name, () => `${name()}{${some(2, matcher)}}`, () => `{${matcher()}, ${matcher()}}`, () => `{"${name()}"}`])();
  const time = (): string => pick(["5m", "1h30m", "300", "30s", "1d", "0", "2.5", "5m * 2", "(1h - 5m)", "step()", "max_of(5m, step())"]);
  const offset = (): string =>
    chance(0.15)
      ? pick([` offset ${pick(["5m", "-1h", "300", "(5m + 1m)"])}`, ` @ ${pick(["start()", "end()", "1609746000", "-1.5"])}`])
      : "";
  const grouping = (): string => `${pick(["by", "without"])} (${some(2, label)})`;
  const modifier = (): string =>
    `${chance(0.15) ? " bool" : ""}${chance(0.15) ? ` ${pick(["on", "ignoring"])} (${some(2, label)})${chance(0.3) ? ` ${pick(["group_left", "group_right"])} (${some(1, label)})` : ""}` : ""}`;
  const matrix = (depth: number): string =>
    chance(0.2) ? `${vector(depth - 1)}[${time()}:${chance(0.5) ? time() : ""}]${offset()}` : `${selector()}[${time()}]${offset()}`;
  const scalar = (depth: number): string =>
    depth <= 0
      ? pick(["1", "0.95", "1e-3", "0x1F", "Inf", "NaN", "5m"])
      : pick([
          () => scalar(0),
          () => `scalar(${vector(depth - 1)})`,
          () => "time()",
          () => `-${scalar(depth - 1)}`,
          () => `(${scalar(depth - 1)} ${pick(["+", "^", "%"])} ${scalar(depth - 1)})`,
        ])();
  const vector = (depth: number): string =>
    depth <= 0
      ? `${selector()}${offset()}`
      : pick([
          () => vector(0),
          () => `${pick(["sum", "avg", "max", "count", "group"])}${chance(0.3) ? ` ${grouping()} ` : ""}(${vector(depth - 1)})`,
          () => `sum(${vector(depth - 1)}) ${grouping()}`,
          () => `${pick(["topk", "quantile", "limitk"])}(${scalar(depth - 1)}, ${vector(depth - 1)})`,
          () => `count_values("v", ${vector(depth - 1)})`,
          () => `${pick(["rate", "increase", "avg_over_time", "irate", "changes"])}(${matrix(depth)})`,
          () => `${pick(["abs", "sort", "absent", "round", "hour"])}(${vector(depth - 1)})`,
          () => `histogram_quantile(${scalar(depth - 1)}, ${vector(depth - 1)})`,
          () => `label_replace(${vector(depth - 1)}, "a", "$1", "b", "(.*)")`,
          () => `quantile_over_time(${scalar(0)}, ${matrix(depth)})`,
          () =>
            `${vector(depth - 1)} ${pick(["+", "-", "*", "/", "^", "%", "==", ">", "and", "or", "unless", "atan2"])}${modifier()} ${chance(0.5) ? vector(depth - 1) : scalar(depth - 1)}`,
          () => `(${vector(depth - 1)})`,
          () => `-${vector(depth - 1)}`,
          () => `vector(${scalar(depth - 1)})`,
        ])();
  const words = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "by",
    "and",
    "bool",
    "offset",
    "@",
    "-",
    "==",
    "=~",
    "5m",
    "up",
    "sum",
    '"a"',
    "'",
    "!",
    "$",
    "rate",
    "on",
    "1",
    "without",
    "Inf",
    "step()",
    "ignoring",
    "group_left",
    "atan2",
    "max_of",
    "or",
    "`r`",
    "0x1",
    "1.5.2",
    "5x",
    "^",
    "#",
  ];
  const mutate = (query: string): string => {
    const parts = wordsOf(query).map(({ text }) => text);
    const at = Math.floor(random() * parts.length);
    const other = Math.floor(random() * parts.length);
    const change = pick(["lose", "double", "swap", "insert", "replace"]);
    if (change === "lose") parts.splice(at, 1);
    if (change === "double") parts.splice(at, 0, parts[at] ?? "");
    if (change === "swap") [parts[at], parts[other]] = [parts[other] ?? "", parts[at] ?? ""];
    if (change === "insert") parts.splice(at, 0, pick(words));
    if (change === "replace") parts.splice(at, 1, pick(words));
    return parts.join(" ");
  };
  return Array.from({ length: count }, () => {
    const query = pick([vector, vector, vector, scalar, matrix])(Math.floor(random() * 4));
    return chance(0.45) ? mutate(query) : query;
  });
}
