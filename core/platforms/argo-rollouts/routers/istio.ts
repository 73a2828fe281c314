import { listAt, numberAt, textAt } from "../../../base/json.ts";
import { routesIn, withRoutes } from "../istio.ts";
import { isHidden, type Roles, sharesIn, weighedRoutes, withHashes, withShares } from "../virtual-service.ts";
import { inListedOrder, type Router, type Sayings, type Wiring } from "./router.ts";

/** Istio: VirtualServices that people made get the weights, and the routes of steps in front of their own; subsets are pointed at the versions. */
export const istio: Router = {
  id: "istio",
  edits(wiring, { weight, beside, routes, hashes }) {
    const roles = rolesOf(wiring);
    const { virtualServices = [], subsets } = wiring.istio ?? {};
    return [
      ...virtualServices.map(ref => ({
        kind,
        name: ref.name,
        apply: (object: Parameters<typeof withShares>[0]) =>
          withRoutes(withShares(object, ref, { ...roles, weight, beside }, wiring.managed), wiring.managed, roles, routes),
      })),
      ...(subsets
        ? [
            {
              kind: "DestinationRule",
              name: subsets.rule,
              apply: (object: Parameters<typeof withHashes>[0]) => withHashes(object, subsets, hashes),
            },
          ]
        : []),
    ];
  },
  shown(wiring, find) {
    const [ref] = wiring.istio?.virtualServices ?? [];
    const rules = ref ? listAt(find(kind, ref.name), "spec", "http") : [];
    if (!ref || rules.length === 0) return undefined;
    const isManaged = (rule: (typeof rules)[number]): boolean => wiring.managed.includes(textAt(rule, "name") ?? "");
    const mirrored = rules.filter(isManaged).flatMap(rule => numberAt(rule, "mirrorPercentage", "value") ?? []);
    const [weighed] = weighedRoutes("http", rules, ref, wiring.managed);
    return {
      route: [...sharesIn(listAt(weighed, "route"), rolesOf(wiring)), mirrored[0] ?? 0],
      managed: rules.filter(isManaged).flatMap(one => textAt(one, "name") ?? []),
    };
  },
  routesIn: (wiring, find) => {
    const [ref] = wiring.istio?.virtualServices ?? [];
    return ref ? routesIn(wiring.managed, rolesOf(wiring), find(kind, ref.name)) : [];
  },
  withRoute: inListedOrder,
  hides: ({ istio }, routes) => istio !== undefined && isHidden(istio, routes),
  heldWeight(wiring, find) {
    const [ref] = wiring.istio?.virtualServices ?? [];
    const object = ref && find(kind, ref.name);
    const roles = rolesOf(wiring);
    if (!wiring.istio || !ref || !object || !isHidden(wiring.istio, routesIn(wiring.managed, roles, object))) return undefined;
    const [route] = weighedRoutes("http", listAt(object, "spec", "http"), ref, wiring.managed);
    return sharesIn(listAt(route, "route"), roles)[1];
  },
  tellsWeight: (wiring, weight) => told(wiring, `set to desiredWeight '${weight}'`),
  tellsRoute: (wiring, what, name) => told(wiring, `set ${what}Route '${name}'`),
  tellsRemoval: wiring => told(wiring, "removed all managed routes."),
};

const kind = "VirtualService";

/** What tells the versions' destinations apart. */
function rolesOf({ stable, canary, istio }: Wiring): Roles {
  return { stable: stable || undefined, canary: canary || undefined, subsets: istio?.subsets };
}

function told({ istio }: Wiring, what: string): Sayings {
  const [ref] = istio?.virtualServices ?? [];
  return ref ? [[`Updated ${kind}`, `${kind} \`${ref.name}\` ${what}`]] : [];
}
