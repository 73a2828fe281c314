import uPlot from "uplot";
import { type CurveName, type CurveStyle, curveStyles, dottedInBreaks } from "./curves.ts";
import { leftBy, merged, type Span } from "./gaps.ts";
import { type Placed, stepsOf } from "./stepped.ts";
import type { TimeAxis } from "./time-axis.ts";

/** A value in percent over the places of an axis, held from each place to the next and drawn until a place. */
export interface Curve {
  readonly of: CurveName;
  readonly placed: readonly Placed[];
  readonly until: number;
}

export interface ChartShape {
  readonly axis: TimeAxis;
  readonly width: number;
  readonly height: number;
  /** Where a share of traffic, in percent, stands from the top. */
  readonly place: (weight: number) => number;
}

/**
 * The one place that knows uPlot. Its x scale is not time but the place on our axis, since time there has breaks; so uPlot never
 * learns of them but as gaps of a series.
 */
export class Chart {
  readonly #names: readonly CurveName[];
  readonly #layers: readonly Layer[];
  readonly #plot: uPlot;
  #shape: ChartShape;
  #curves: readonly Curve[];

  /** Colours and type are those of the host at this moment: on another theme a chart is made anew. */
  constructor(host: HTMLElement, shape: ChartShape, curves: readonly Curve[]) {
    this.#shape = shape;
    this.#curves = curves;
    this.#names = curves.map(curve => curve.of);
    this.#layers = curves.flatMap(curve => layersOf(curve.of));
    this.#plot = new uPlot(this.#options(host), this.#data(), host);
  }

  /** Draws these. False where a chart of other curves is needed. */
  show(shape: ChartShape, curves: readonly Curve[]): boolean {
    if (curves.length !== this.#names.length || curves.some((curve, i) => curve.of !== this.#names[i])) return false;
    const { width, height } = this.#shape;
    this.#shape = shape;
    this.#curves = curves;
    if (shape.width !== width || shape.height !== height) this.#plot.setSize({ width: shape.width, height: shape.height });
    this.#plot.setData(this.#data());
    return true;
  }

  close(): void {
    this.#plot.destroy();
  }

  #data(): uPlot.AlignedData {
    const tables = this.#layers.map(({ of }): uPlot.AlignedData => {
      const curve = this.#curves.find(candidate => candidate.of === of);
      const steps = curve ? stepsOf(curve.placed, curve.until) : [];
      return [steps.map(step => step.x), steps.map(step => step.value)];
    });
    return tables.length === 0 ? [[]] : uPlot.join(tables);
  }

  #options(host: HTMLElement): uPlot.Options {
    const style = getComputedStyle(host);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const steps = uPlot.paths.stepped?.({ align: 1 });
    const { width, height, axis } = this.#shape;
    return {
      width,
      height,
      padding: [0, width - axis.right, 0, 0],
      legend: { show: false },
      // The reader around it points, reads out and zooms, by keyboard too.
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [this.#shape.axis.left, this.#shape.axis.right] },
        // Over the whole height: lines at the edge of a plotting area are cut in half.
        y: { range: () => [this.#weightAt(this.#shape.height), this.#weightAt(0)] },
      },
      axes: [
        { show: false },
        {
          size: axis.left,
          gap: 8,
          font: `${style.fontSize} ${style.fontFamily}`,
          stroke: colour("--quiet"),
          splits: () => [0, 50, 100],
          values: (_plot, splits) => splits.map(weight => `${weight} %`),
          ticks: { show: false },
          grid: { stroke: colour("--grid"), width: 1 },
        },
      ],
      series: [
        {},
        ...this.#layers.map(({ of, drawn, style: look }): uPlot.Series => {
          const stroke = colour(drawn === "clearing" ? "--page" : look.colour);
          return {
            ...(steps ? { paths: steps } : {}),
            stroke,
            width: drawn === "clearing" ? (look.clears ?? look.width) : look.width,
            points: { show: false },
            dash: [...(drawn === "inside" ? dottedInBreaks : drawn === "outside" ? (look.dash ?? []) : [])],
            ...(drawn === "inside" ? { cap: "round" as const } : {}),
            ...(look.hatched && drawn === "outside" ? { fill: hatch(stroke, Number(colour("--hatch-opacity"))) } : {}),
            gaps: (plot, _series, _from, _to, unknown) => this.#gaps(plot, unknown, of, drawn === "inside"),
          };
        }),
      ],
    };
  }

  #weightAt(y: number): number {
    const [none, all] = [this.#shape.place(0), this.#shape.place(100)];
    return (100 * (none - y)) / (none - all);
  }

  /** What a layer leaves out, in pixels of the canvas: what is not known, and breaks or all that is outside of them. */
  #gaps(plot: uPlot, unknown: uPlot.Series.Gaps, of: CurveName, inside: boolean): uPlot.Series.Gaps {
    const { axis } = this.#shape;
    const pixels = ([from, to]: Span): Span => [plot.valToPos(from, "x", true), plot.valToPos(to, "x", true)];
    // A line that rises at the edge of a break belongs to the solid side, in its whole width.
    const half = curveStyles[of].width / 2 + 0.5;
    const breaks = axis.breaks.map((gap): Span => [gap.left + half, gap.right - half]);
    const left = inside ? leftBy(breaks, [axis.left - half, axis.right + half]) : breaks;
    return merged([...unknown, ...left.map(pixels)]).map(([from, to]) => [from, to]);
  }
}

/** A curve is drawn in up to three layers, the lowest first. */
interface Layer {
  readonly of: CurveName;
  readonly style: CurveStyle;
  readonly drawn: "clearing" | "outside" | "inside";
}

function layersOf(of: CurveName): readonly Layer[] {
  const style: CurveStyle = curveStyles[of];
  return [
    ...(style.clears === undefined ? [] : [{ of, style, drawn: "clearing" } as const]),
    { of, style, drawn: "outside" },
    ...(style.inBreaks ? [{ of, style, drawn: "inside" } as const] : []),
  ];
}

/** Slanting lines as a fill, made for the pixels of the screen that the page is on. */
function hatch(colour: string, opacity: number): () => CanvasPattern | string {
  let made: { readonly ratio: number; readonly pattern: CanvasPattern | string } | undefined;
  return () => {
    if (made?.ratio !== devicePixelRatio) made = { ratio: devicePixelRatio, pattern: hatchFor(colour, opacity, devicePixelRatio) };
    return made.pattern;
  };
}

function hatchFor(colour: string, opacity: number, ratio: number): CanvasPattern | string {
  const size = Math.round(8 * ratio);
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext("2d");
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.globalAlpha = opacity;
  pen.lineWidth = 1.2 * ratio;
  pen.beginPath();
  // Three of them, so that the corners of neighbouring tiles meet.
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
  return pen.createPattern(tile, "repeat") ?? colour;
}
