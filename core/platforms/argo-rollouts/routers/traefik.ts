import { listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import { changedFirst, type Router, type Wiring } from "./router.ts";

/** Traefik: a TraefikService that people made gets both weights. Source: `argo-rollouts.md` 10.4. */
export const traefik: Router = {
  id: "traefik",
  edits(wiring, { weight }) {
    const name = serviceName(wiring);
    if (name === undefined) return [];
    return [
      {
        kind,
        name,
        apply(object) {
          const spec = objectAt(object, "spec");
          const canary = changedFirst(listAt(spec, "weighted", "services"), "name", wiring.canary, { weight });
          const services = changedFirst(canary, "name", wiring.stable, { weight: 100 - weight });
          return { ...object, spec: { ...spec, weighted: { ...objectAt(spec, "weighted"), services } } };
        },
      },
    ];
  },
  shown(wiring, find) {
    const object = find(kind, serviceName(wiring) ?? "");
    const services = listAt(object, "spec", "weighted", "services");
    const weight = (service: string): number =>
      numberAt(
        services.find(one => textAt(one, "name") === service),
        "weight",
      ) ?? 0;
    return object && { route: [weight(wiring.stable), weight(wiring.canary), 0], managed: [] };
  },
  unpredicted(wiring, find) {
    const name = serviceName(wiring);
    const object = name === undefined ? undefined : find(kind, name);
    const services = listAt(object, "spec", "weighted", "services");
    const absent = [wiring.canary, wiring.stable].find(service => !services.some(one => textAt(one, "name") === service));
    return object && absent !== undefined
      ? `every pass of the controller ends in an error, since the TraefikService \`${name}\` does not weigh \`${absent}\``
      : undefined;
  },
};

const kind = "TraefikService";

function serviceName({ settings }: Wiring): string | undefined {
  return textAt(settings, "weightedTraefikServiceName");
}
