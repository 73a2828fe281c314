/** Room for so many things side by side; the others wait in line. */
export interface Room {
  readonly enter: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Opens a room for a number of things. */
export function openRoom(places: number): Room {
  let free = places;
  const line: (() => void)[] = [];
  return {
    enter: async work => {
      if (free > 0) free--;
      else await new Promise<void>(resolve => line.push(resolve));
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next) next();
        else free++;
      }
    },
  };
}
