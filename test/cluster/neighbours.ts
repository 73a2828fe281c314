/** Objects of the kinds that rollouts refer to, each with every field that we state, and all of it right. */
export const wholeNeighbours = `
apiVersion: v1
kind: Service
metadata: { name: shop, labels: { app: shop }, annotations: { a: b } }
spec:
  type: NodePort
  selector: { app: shop }
  sessionAffinity: None
  publishNotReadyAddresses: true
  clusterIP: 10.0.7.7
  ports:
  - { name: http, port: 80, targetPort: 8080, protocol: TCP, appProtocol: http, nodePort: 30123 }
---
apiVersion: v1
kind: Service
metadata: { name: outside }
spec: { type: ExternalName, externalName: shop.example }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, annotations: { a: b } }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: shop, port: { number: 80 } } }
  rules:
  - host: shop.example
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }
  tls: [{ hosts: [shop.example], secretName: shop-tls }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: by-name }
spec:
  defaultBackend: { service: { name: shop, port: { name: http } } }
  rules: [{ http: { paths: [{ path: /, pathType: Exact, backend: { service: { name: shop, port: { name: http } } } }] } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop }
spec:
  parentRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge, namespace: infra, sectionName: http, port: 80 }]
  hostnames: [shop.example]
  rules:
  - name: main
    matches:
    - path: { type: PathPrefix, value: / }
      method: GET
      headers: [{ name: x-ring, value: early, type: Exact }]
      queryParams: [{ name: ring, value: early, type: Exact }]
    backendRefs: [{ group: "", kind: Service, name: shop, namespace: other, port: 80, weight: 90 }]
    filters:
    - type: RequestHeaderModifier
      requestHeaderModifier: { set: [{ name: a, value: b }], add: [{ name: c, value: d }], remove: [e] }
    - type: ResponseHeaderModifier
      responseHeaderModifier: { set: [{ name: a, value: b }], add: [{ name: c, value: d }], remove: [e] }
    - type: RequestMirror
      requestMirror:
        backendRef: { group: "", kind: Service, name: shadow, namespace: other, port: 80 }
        fraction: { numerator: 1, denominator: 20 }
    - type: RequestMirror
      requestMirror: { backendRef: { name: shadow, port: 80 }, percent: 5 }
    timeouts: { request: 10s, backendRequest: 5s }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: shop }
spec:
  parentRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge, namespace: infra, sectionName: http, port: 80 }]
  hostnames: [shop.example]
  rules:
  - name: main
    matches:
    - method: { type: Exact, service: shop.Orders, method: List }
      headers: [{ name: x-ring, value: early, type: Exact }]
    backendRefs: [{ group: "", kind: Service, name: shop, namespace: other, port: 80, weight: 90 }]
    filters:
    - type: RequestHeaderModifier
      requestHeaderModifier: { set: [{ name: a, value: b }], add: [{ name: c, value: d }], remove: [e] }
    - type: ResponseHeaderModifier
      responseHeaderModifier: { set: [{ name: a, value: b }], add: [{ name: c, value: d }], remove: [e] }
    - type: RequestMirror
      requestMirror:
        backendRef: { group: "", kind: Service, name: shadow, namespace: other, port: 80 }
        fraction: { numerator: 1, denominator: 20 }
    - type: RequestMirror
      requestMirror: { backendRef: { name: shadow, port: 80 }, percent: 5 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 3
  paused: false
  minReadySeconds: 5
  revisionHistoryLimit: 3
  progressDeadlineSeconds: 60
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 25% } }
  selector: { matchLabels: { app: shop }, matchExpressions: [{ key: app, operator: In, values: [shop] }] }
  template: &pods
    metadata: { labels: { app: shop }, annotations: { a: b } }
    spec:
      serviceAccountName: shop
      terminationGracePeriodSeconds: 30
      nodeSelector: { disk: ssd }
      hostNetwork: false
      imagePullSecrets: [{ name: registry }]
      tolerations: [{ key: a, operator: Equal, value: b, effect: NoExecute, tolerationSeconds: 60 }]
      topologySpreadConstraints:
      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: shop } } }
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }]
          preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 5, preference: { matchExpressions: [{ key: disk, operator: Exists }] } }
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 5, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: shop } } } }
          requiredDuringSchedulingIgnoredDuringExecution:
          - { topologyKey: zone, labelSelector: { matchExpressions: [{ key: app, operator: Exists }] } }
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 1000
        seccompProfile: { type: RuntimeDefault }
        sysctls: [{ name: net.core.somaxconn, value: "1" }]
      hostAliases: [{ ip: 127.0.0.1, hostnames: [a.example] }]
      readinessGates: [{ conditionType: example.org/ready }]
      schedulingGates: [{ name: example.org/wait }]
      os: { name: linux }
      initContainers:
      - { name: first, image: "shop:1", command: [sh, -c, "true"], restartPolicy: Always, startupProbe: { tcpSocket: { port: 8080 } } }
      containers:
      - name: shop
        image: shop:1
        imagePullPolicy: IfNotPresent
        command: [shop]
        args: [--port, "8080"]
        workingDir: /srv
        ports: [{ name: http, containerPort: 8080, protocol: TCP }]
        env:
        - { name: A, value: "1" }
        - { name: B, valueFrom: { configMapKeyRef: { name: shop, key: b, optional: true } } }
        - { name: C, valueFrom: { secretKeyRef: { name: shop, key: c } } }
        - { name: D, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
        - { name: E, valueFrom: { resourceFieldRef: { resource: limits.memory } } }
        envFrom: [{ prefix: P_, configMapRef: { name: shop } }, { secretRef: { name: shop } }]
        resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 128Mi } }
        readinessProbe: { httpGet: { path: /ready, port: http, scheme: HTTP }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 1 }
        livenessProbe: { grpc: { port: 8080 }, initialDelaySeconds: 5 }
        startupProbe: { exec: { command: ["true"] }, failureThreshold: 30 }
        lifecycle:
          postStart: { httpGet: { path: /, port: 8080, httpHeaders: [{ name: A, value: b }] } }
          preStop: { sleep: { seconds: 5 } }
        volumeMounts: [{ name: config, mountPath: /config, readOnly: true }]
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
      volumes: [{ name: config, configMap: { name: shop } }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: shop }
spec:
  minReadySeconds: 5
  revisionHistoryLimit: 3
  updateStrategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
  selector: { matchLabels: { app: shop }, matchExpressions: [{ key: app, operator: In, values: [shop] }] }
  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: shop }
spec:
  replicas: 3
  minReadySeconds: 5
  selector: { matchLabels: { app: shop }, matchExpressions: [{ key: app, operator: In, values: [shop] }] }
  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
  minReplicas: 2
  maxReplicas: 10
  metrics:
  - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }
  - { type: Resource, resource: { name: memory, target: { type: AverageValue, averageValue: 100Mi } } }
  - { type: ContainerResource, containerResource: { name: cpu, container: shop, target: { type: Utilization, averageUtilization: 70 } } }
  - { type: ContainerResource, containerResource: { name: memory, container: shop, target: { type: AverageValue, averageValue: 1 } } }
  - { type: Pods, pods: { metric: { name: requests }, target: { type: AverageValue, averageValue: 100 } } }
  - { type: External, external: { metric: { name: queue }, target: { type: Value, value: 100 } } }
  - { type: External, external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 500m } } }
  behavior:
    scaleUp: &rules { stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{ type: Pods, value: 4, periodSeconds: 60 }] }
    scaleDown: *rules
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: first-version }
spec:
  scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: shop }
  minReplicas: 2
  maxReplicas: 10
  targetCPUUtilizationPercentage: 70
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec:
  minAvailable: 50%
  selector: { matchLabels: { app: shop }, matchExpressions: [{ key: app, operator: In, values: [shop] }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: other-way }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: shop } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { a: "1" }
binaryData: { b: AAAA }
immutable: true
---
apiVersion: v1
kind: Secret
metadata: { name: shop }
type: Opaque
data: { a: AAAA }
stringData: { b: "1" }
immutable: true
`;

/** Kinds that the control plane takes in any shape, as it only has their names. */
export const notJudged = ["VirtualService", "DestinationRule", "TrafficSplit", "TraefikService", "ScaledObject"];
