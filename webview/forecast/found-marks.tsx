import type { FoundLabel } from "./found-layout.ts";

/** The height of a row of labels above the plot. */
export const foundRow = 16;

/** When half and nine tenths of the bad versions that are found have been found: lines through the plot, labels above it. */
export function FoundMarks({ labels, bottom }: { readonly labels: readonly FoundLabel[]; readonly bottom: number }) {
  return (
    <g class="found">
      {labels.map(({ label, x, side, row }) => (
        <g key={label}>
          <line x1={x} x2={x} y1={row * foundRow + 2} y2={bottom} />
          <text x={side === "left" ? x - 5 : x + 5} y={row * foundRow + 11} text-anchor={side === "left" ? "end" : "start"}>
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
