/** An instant of a cluster's clock as the reader's wall clock shows it: `09:41`, `09:41:20`, and with the day where it is not today's. */
export function clock(at: number, precision: "minute" | "second" = "minute", today: number = at): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), ...(precision === "second" ? [date.getSeconds()] : [])]
    .map(part => String(part).padStart(2, "0"))
    .join(":");
  return new Date(today).toDateString() === date.toDateString() ? time : `${day(at)} ${time}`;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `Mon 5`. */
export function day(at: number): string {
  const date = new Date(at);
  return `${weekdays[date.getDay()] ?? ""} ${date.getDate()}`;
}
