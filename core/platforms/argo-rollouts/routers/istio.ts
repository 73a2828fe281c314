import { listAt, numberAt, textAt } from "../../../base/json.ts";
import { routesIn, withRoutes, withWeights } from "../istio.ts";
import { type Find, inListedOrder, type Router, type Sayings, type Wiring } from "./router.ts";

/** Istio: a VirtualService that people made gets the weights, and the routes of steps in front of its own. */
export const istio: Router = {
  id: "istio",
  edits(wiring, { weight, routes }) {
    const name = serviceName(wiring);
    if (name === undefined) return [];
    const weights = { [wiring.canary]: weight, [wiring.stable]: (wiring.maxWeight ?? 100) - weight };
    return [{ kind, name, apply: object => withRoutes(withWeights(object, weights, wiring.managed), routing(wiring), routes) }];
  },
  shown(wiring, find) {
    const rules = rulesOf(wiring, find);
    const isManaged = (rule: (typeof rules)[number]): boolean => wiring.managed.includes(textAt(rule, "name") ?? "");
    const mirrored = rules.filter(isManaged).flatMap(rule => numberAt(rule, "mirrorPercentage", "value") ?? []);
    for (const rule of rules.filter(one => !isManaged(one))) {
      const weight = (service: string): number | undefined => {
        const found = listAt(rule, "route").find(one => textAt(one, "destination", "host")?.split(".")[0] === service);
        return found === undefined ? undefined : (numberAt(found, "weight") ?? 0);
      };
      const stable = weight(wiring.stable);
      if (stable !== undefined)
        return {
          route: [stable, weight(wiring.canary) ?? 0, mirrored[0] ?? 0],
          managed: rules.filter(isManaged).flatMap(one => textAt(one, "name") ?? []),
        };
    }
    return undefined;
  },
  routesIn: (wiring, find) => {
    const name = serviceName(wiring);
    return name === undefined ? [] : routesIn(routing(wiring), find(kind, name));
  },
  withRoute: inListedOrder,
  tellsWeight: (wiring, weight) => told(wiring, `set to desiredWeight '${weight}'`),
  tellsRoute: (wiring, what, name) => told(wiring, `set ${what}Route '${name}'`),
  tellsRemoval: wiring => told(wiring, "removed all managed routes."),
};

const kind = "VirtualService";

function serviceName({ settings }: Wiring): string | undefined {
  return textAt(settings, "virtualService", "name")?.split(".")[0];
}

function rulesOf(wiring: Wiring, find: Find): ReturnType<typeof listAt> {
  const name = serviceName(wiring);
  return name === undefined ? [] : listAt(find(kind, name), "spec", "http");
}

function routing({ stable, canary, maxWeight, managed }: Wiring) {
  return { stableService: stable, canaryService: canary, maxWeight: maxWeight ?? 100, managedRoutes: managed };
}

function told(wiring: Wiring, what: string): Sayings {
  const name = serviceName(wiring);
  return name === undefined ? [] : [[`Updated ${kind}`, `${kind} \`${name}\` ${what}`]];
}
