/** The lines and areas that pictures draw, each in its one style: what colour says, the style of the line says too. */
export interface CurveStyle {
  /** A variable of the style sheet. */
  readonly colour: "--canary" | "--quiet" | "--text" | "--failed" | "--page";
  readonly width: number;
  readonly dash?: readonly number[];
  /** Hatches the area under it. */
  readonly hatched?: true;
  /** Is it drawn in breaks, dotted? There a line says only that nothing else happens. */
  readonly inBreaks?: true;
  /** Drawn below it, to clear what it runs along: two patterns of dashes on one another would be none. */
  readonly clears?: number;
}

export const curveStyles = {
  bad: { colour: "--failed", width: 1, hatched: true, inBreaks: true },
  healthy: { colour: "--canary", width: 2, inBreaks: true },
  plan: { colour: "--quiet", width: 1.5, dash: [6, 4] },
  projected: { colour: "--text", width: 1.5, dash: [1.5, 3.5], clears: 4 },
  actual: { colour: "--canary", width: 2, inBreaks: true },
} as const satisfies { readonly [name: string]: CurveStyle };

export type CurveName = keyof typeof curveStyles;

/** The style of a curve inside breaks. */
export const dottedInBreaks = [1, 4] as const;
