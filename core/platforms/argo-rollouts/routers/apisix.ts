import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import { isOwnedBy } from "../../shown.ts";
import type { ManagedRoute } from "../state.ts";
import { changedFirst, type Find, inListedOrder, ownedBy, type Router, type Wiring, withItems } from "./router.ts";

/** Apache APISIX: rules of an ApisixRoute that people made get the weights, and a header route is a copy of it. Source: `argo-rollouts.md` 10.4. */
export const apisix: Router = {
  id: "apisix",
  edits: (wiring, { weight }) => [
    {
      kind,
      name: routeName(wiring),
      apply: object =>
        inRules(object, wiring, rule => {
          const canary = changedFirst(listAt(rule, "backends"), "serviceName", wiring.canary, { weight });
          return { ...rule, backends: changedFirst(canary, "serviceName", wiring.stable, { weight: 100 - weight }) };
        }),
    },
  ],
  copies: (wiring, { routes }) =>
    routes.map(route => ({ kind, name: routeName(wiring), make: object => headerRoute(object, wiring, route) })),
  shown(wiring, find) {
    const object = find(kind, routeName(wiring));
    const [name] = rulesOf(wiring);
    const rule = listAt(object, "spec", "http").find(one => textAt(one, "name") === name);
    const weight = (service: string): number =>
      numberAt(
        listAt(rule, "backends").find(one => textAt(one, "serviceName") === service),
        "weight",
      ) ?? 0;
    return object && { route: [weight(wiring.stable), weight(wiring.canary), 0], managed: added(wiring, find) };
  },
  routesIn: (wiring, find) =>
    added(wiring, find).map(name => {
      const rule = listAt(find(kind, name), "spec", "http").find(one => rulesOf(wiring).includes(textAt(one, "name") ?? ""));
      const match = listAt(rule, "match", "exprs").map(one => ({
        headerName: textAt(one, "subject", "name") ?? "",
        headerValue: { [textAt(one, "op") === "Equal" ? "exact" : "regex"]: textAt(one, "value") ?? "" },
      }));
      return { kind: "header", name, match, percentage: 100, weight: 0 };
    }),
  withRoute: inListedOrder,
  unpredicted(wiring, find) {
    const object = find(kind, routeName(wiring));
    if (!object) return undefined;
    for (const name of rulesOf(wiring)) {
      const rule = listAt(object, "spec", "http").find(one => textAt(one, "name") === name);
      if (!rule)
        return `every pass of the controller ends in an error, since the ApisixRoute \`${routeName(wiring)}\` has no rule \`${name}\``;
      const absent = [wiring.canary, wiring.stable].find(
        service => !listAt(rule, "backends").some(one => textAt(one, "serviceName") === service),
      );
      if (absent !== undefined)
        return `every pass of the controller ends in an error, since the rule \`${name}\` of the ApisixRoute does not weigh \`${absent}\``;
    }
    const foreign = wiring.managed.find(name => {
      const there = find(kind, name);
      return there && !isOwnedBy(there, "Rollout", wiring.rollout);
    });
    return foreign === undefined
      ? undefined
      : `the route \`${foreign}\` cannot be added, since an ApisixRoute of that name is there already`;
  },
};

const kind = "ApisixRoute";

function routeName({ settings }: Wiring): string {
  return textAt(settings, "route", "name") ?? "";
}

/** The rules that are weighed; without a list the one that is called as the route is. */
function rulesOf(wiring: Wiring): readonly string[] {
  const rules = objectAt(wiring.settings, "route").rules;
  return Array.isArray(rules) ? listAt(rules).filter(name => typeof name === "string") : [routeName(wiring)];
}

function inRules(object: ClusterObject, wiring: Wiring, change: (rule: JsonObject) => JsonObject): ClusterObject {
  const names = rulesOf(wiring);
  return withItems(object, "http", rule => (names.includes(textAt(rule, "name") ?? "") ? change(rule) : rule));
}

/** The whole route under another name: its weighed rules send those with the header to the new version, before all others. */
function headerRoute(object: ClusterObject, wiring: Wiring, { name, match }: ManagedRoute): ClusterObject {
  const { labels, annotations } = objectAt(object, "metadata");
  const exprs = listAt(match).flatMap(one => expressions(textAt(one, "headerName") ?? "", objectAt(one, "headerValue")));
  const copy = inRules(object, wiring, rule => ({
    ...rule,
    backends: changedFirst(listAt(rule, "backends"), "serviceName", wiring.canary, { weight: 100 }).filter(
      one => textAt(one, "serviceName") !== wiring.stable,
    ),
    priority: (numberAt(rule, "priority") ?? 0) + 1,
    match: { ...objectAt(rule, "match"), exprs },
  }));
  const { status: _status, ...rest } = copy;
  return {
    ...rest,
    metadata: {
      ...(isObject(labels) ? { labels } : {}),
      ...(isObject(annotations) ? { annotations } : {}),
      name,
      ownerReferences: ownedBy(wiring.rollout),
    },
  };
}

function expressions(name: string, { exact, regex, prefix }: JsonObject): readonly Json[] {
  const subject = { scope: "Header", name };
  return [
    ...(exact ? [{ subject, op: "Equal", value: exact }] : []),
    ...(regex ? [{ subject, op: "RegexMatch", value: regex }] : []),
    ...(typeof prefix === "string" && prefix !== "" ? [{ subject, op: "RegexMatch", value: `^${prefix}.*` }] : []),
  ];
}

function added({ managed, rollout }: Wiring, find: Find): readonly string[] {
  return managed.filter(name => {
    const object = find(kind, name);
    return object !== undefined && isOwnedBy(object, "Rollout", rollout);
  });
}
