import { kindNamed } from "../../core/kinds/index.ts";
import { patternOf } from "../../core/kinds/words/index.ts";
import type { Path } from "../../core/syntax/nodes.ts";

/** A page of a platform's own documentation. */
export interface UpstreamPage {
  readonly title: string;
  readonly url: string;
}

/** The page that tells most of a field; undefined for what others document. */
export function upstreamPage(kind: string, path: Path): UpstreamPage | undefined {
  const place = `${kind}.${patternOf(path)}`;
  if (kindNamed(kind)?.part || kubernetes.test(place)) return undefined;
  const [, title, page] = pages.find(([at]) => at.test(place)) ?? [];
  if (title === undefined || page === undefined) return undefined;
  return place.startsWith("Canary") || /^(MetricTemplate|AlertProvider)/.test(place)
    ? { title: `Flagger: ${title}`, url: `https://docs.flagger.app/${page}` }
    : { title: `Argo Rollouts: ${title}`, url: `https://argo-rollouts.readthedocs.io/en/stable/${page}/` };
}

/** What every object of Kubernetes has, and pods. */
const kubernetes = /^\w+\.(apiVersion|kind|metadata)|^Rollout\.spec\.(template|selector)/;

/** By kind and field, the first that fits. The pages are those of the documentation that ships with the sources. */
const pages: readonly (readonly [RegExp, string, string])[] = [
  [/trafficRouting\.alb/, "AWS Load Balancer", "features/traffic-management/alb"],
  [/trafficRouting\.ambassador/, "Ambassador", "features/traffic-management/ambassador"],
  [/trafficRouting\.apisix/, "Apache APISIX", "features/traffic-management/apisix"],
  [/trafficRouting\.appMesh/, "AWS App Mesh", "features/traffic-management/appmesh"],
  [/trafficRouting\.istio/, "Istio", "features/traffic-management/istio"],
  [/trafficRouting\.nginx/, "Ingress NGINX", "features/traffic-management/nginx"],
  [/trafficRouting\.smi/, "Service Mesh Interface", "features/traffic-management/smi"],
  [/trafficRouting\.traefik/, "Traefik", "features/traffic-management/traefik"],
  [/trafficRouting\.plugins/, "traffic router plugins", "features/traffic-management/plugins"],
  [/trafficRouting|setHeaderRoute|setMirrorRoute/, "traffic management", "features/traffic-management"],
  [/\.provider\.cloudWatch/, "CloudWatch", "analysis/cloudwatch"],
  [/\.provider\.datadog/, "Datadog", "analysis/datadog"],
  [/\.provider\.graphite/, "Graphite", "analysis/graphite"],
  [/\.provider\.influxdb/, "InfluxDB", "analysis/influxdb"],
  [/\.provider\.job/, "Jobs", "analysis/job"],
  [/\.provider\.kayenta/, "Kayenta", "analysis/kayenta"],
  [/\.provider\.newRelic/, "New Relic", "analysis/newrelic"],
  [/^(Cluster)?Analysis\w+\..*\.provider\.prometheus/, "Prometheus", "analysis/prometheus"],
  [/\.provider\.skywalking/, "SkyWalking", "analysis/skywalking"],
  [/\.provider\.wavefront/, "Wavefront", "analysis/wavefront"],
  [/\.provider\.web/, "web metrics", "analysis/web"],
  [/^Canary\.spec\.analysis\.(metrics|canaryAnalysis)/, "metrics analysis", "usage/metrics"],
  [/^MetricTemplate/, "metrics analysis", "usage/metrics"],
  [/^Canary\.spec\.analysis\.webhooks/, "webhooks", "usage/webhooks"],
  [/^Canary\.spec\.analysis\.alerts|^AlertProvider/, "alerting", "usage/alerting"],
  [/^Canary\.spec\.analysis/, "deployment strategies", "usage/deployment-strategies"],
  [/^Canary/, "how it works", "usage/how-it-works"],
  [/^Experiment|experiment/, "experiments", "features/experiment"],
  [/^(Cluster)?Analysis|analysis|PromotionAnalysis/i, "analysis", "features/analysis"],
  [/\.blueGreen/, "blue-green", "features/bluegreen"],
  [/\.workloadRef/, "migrating a Deployment", "migrating"],
  [/\.canary/, "canary", "features/canary"],
  [/^Rollout/, "specification", "features/specification"],
];
