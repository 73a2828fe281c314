import type { KubeObject } from "../api.ts";

// The fields of upstream objects that the recorder reads, and no others.

export interface PodTemplate {
  readonly spec?: { readonly containers: readonly { readonly name: string; readonly image: string }[] };
}

export interface Workload extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly template: PodTemplate };
  readonly status?: { readonly readyReplicas?: number };
}

export interface Service extends KubeObject {
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

export interface Rollout extends KubeObject {
  readonly spec: {
    readonly template?: PodTemplate;
    readonly workloadRef?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly strategy: {
      readonly canary?: {
        readonly steps?: readonly unknown[];
        readonly canaryService?: string;
        readonly stableService?: string;
        readonly pingPong?: { readonly pingService: string; readonly pongService: string };
        readonly trafficRouting?: TrafficRouting;
      };
      readonly blueGreen?: { readonly activeService: string; readonly previewService?: string };
    };
  };
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly observedGeneration?: string;
    readonly currentStepIndex?: number;
    readonly abort?: boolean;
    readonly pauseConditions?: readonly { readonly reason: string }[];
    readonly stableRS?: string;
    readonly currentPodHash?: string;
    readonly canary?: { readonly weights?: { readonly canary: { readonly weight: number } }; readonly stablePingPong?: "ping" | "pong" };
  };
}

export interface TrafficRouting {
  readonly managedRoutes?: readonly { readonly name: string }[];
  readonly istio?: {
    readonly virtualService?: VirtualServiceRef;
    readonly virtualServices?: readonly VirtualServiceRef[];
    readonly destinationRule?: { readonly canarySubsetName: string; readonly stableSubsetName: string };
  };
  readonly nginx?: { readonly stableIngress?: string; readonly stableIngresses?: readonly string[]; readonly annotationPrefix?: string };
  readonly smi?: { readonly trafficSplitName?: string };
  readonly traefik?: { readonly weightedTraefikServiceName: string };
  readonly alb?: {
    readonly ingress?: string;
    readonly ingresses?: readonly string[];
    readonly rootService?: string;
    readonly annotationPrefix?: string;
  };
  readonly apisix?: { readonly route: { readonly name: string; readonly rules?: readonly string[] } };
  readonly ambassador?: { readonly mappings: readonly string[] };
  readonly appMesh?: { readonly virtualNodeGroup: { readonly canaryVirtualNodeRef: Named; readonly stableVirtualNodeRef: Named } };
}

interface Named {
  readonly name: string;
}

export interface VirtualServiceRef {
  readonly name: string;
  readonly routes?: readonly string[];
}

export interface Canary extends KubeObject {
  readonly spec: {
    readonly provider?: string;
    readonly targetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly ingressRef?: { readonly name: string };
    readonly service: { readonly name?: string };
    readonly analysis: { readonly threshold?: number; readonly match?: readonly unknown[]; readonly sessionAffinity?: unknown };
  };
  readonly status?: {
    readonly phase?: string;
    readonly canaryWeight?: number;
    readonly iterations?: number;
    readonly failedChecks?: number;
    readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
  };
}

export interface AnalysisRun extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly metricResults?: readonly {
      readonly name: string;
      readonly phase: string;
      readonly message?: string;
      readonly dryRun?: boolean;
      readonly successful?: number;
      readonly failed?: number;
      readonly inconclusive?: number;
      readonly error?: number;
      readonly measurements?: readonly { readonly value?: string }[];
    }[];
  };
}

export interface Experiment extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly templateStatuses?: readonly { readonly name: string; readonly status?: string; readonly availableReplicas?: number }[];
  };
}

export interface VirtualService extends KubeObject {
  readonly spec: { readonly http?: readonly HttpRoute[] };
}

export interface HttpRoute {
  readonly name?: string;
  readonly match?: readonly { readonly headers?: Readonly<Record<string, unknown>> }[];
  readonly route?: readonly { readonly destination: { readonly host: string; readonly subset?: string }; readonly weight?: number }[];
  readonly mirror?: { readonly host: string };
  readonly mirrorPercentage?: { readonly value: number };
}

export interface GatewayRoute extends KubeObject {
  readonly spec: {
    readonly rules?: readonly {
      readonly matches?: readonly { readonly headers?: readonly { readonly name: string }[] }[];
      readonly backendRefs?: readonly { readonly name: string; readonly weight?: number }[];
      readonly filters?: readonly { readonly type: string; readonly requestMirror?: { readonly percent?: number } }[];
    }[];
  };
}

export interface TrafficSplit extends KubeObject {
  readonly spec: { readonly backends: readonly { readonly service: string; readonly weight: number | string }[] };
}

export interface Ingress extends KubeObject {
  readonly spec: {
    readonly rules?: readonly {
      readonly http?: { readonly paths: readonly { readonly backend: { readonly service?: { readonly name: string } } }[] };
    }[];
  };
}

export interface ApisixRoute extends KubeObject {
  readonly spec: {
    readonly http?: readonly {
      readonly name: string;
      readonly backends?: readonly { readonly serviceName: string; readonly weight?: number }[];
    }[];
  };
}

export interface Mapping extends KubeObject {
  readonly spec: { readonly weight?: number };
}

export interface VirtualRouter extends KubeObject {
  readonly spec: {
    readonly routes?: readonly Readonly<Partial<Record<"httpRoute" | "http2Route" | "grpcRoute" | "tcpRoute", WeighedRoute>>>[];
  };
}

interface WeighedRoute {
  readonly action: { readonly weightedTargets: readonly { readonly virtualNodeRef: Named; readonly weight: number }[] };
}

export interface TraefikService extends KubeObject {
  readonly spec: { readonly weighted?: { readonly services?: readonly { readonly name: string; readonly weight?: number }[] } };
}

/** The Kubernetes kind Event: what a controller tells people. */
export interface EventObject extends KubeObject {
  readonly involvedObject: { readonly kind: string; readonly name: string };
  readonly reason: string;
  readonly type: string;
  readonly message: string;
  readonly count?: number;
}
