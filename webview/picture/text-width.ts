let pen: CanvasRenderingContext2D | null | undefined;
let font = "";

/** How wide a small label is, in pixels. */
export function textWidth(text: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.body);
  const wanted = `${Number.parseFloat(style.fontSize) * smallOfBody}px ${style.fontFamily}`;
  if (!pen) return text.length * 6.5;
  if (wanted !== font) {
    pen.font = wanted;
    font = wanted;
  }
  return pen.measureText(text).width;
}

/** The size of small type, as a share of the body's; the style sheet says the same. */
const smallOfBody = 0.85;
