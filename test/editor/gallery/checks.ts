export const checks = {} as Record<string, (open: never) => Promise<void>>;
