/** Generated manifests: Rollouts and AnalysisTemplates in turn, 46 lines each on average, a wrong type in every tenth. */

export interface BenchText {
  readonly text: string;
  /** Lines with a `setWeight` of a Rollout in the middle of the file, which measurements edit. */
  readonly weightLine: number;
}

/** A file of about this many lines. */
export function benchText(lines: number): BenchText {
  const documents: string[] = [];
  let length = 0;
  for (let i = 0; length < lines; i++) {
    const document = i % 2 === 0 ? rolloutText(i) : templateText(i);
    documents.push(document);
    length += document.split("\n").length;
  }
  const text = documents.join("---\n");
  const all = text.split("\n");
  const middle = Math.floor(all.length / 2);
  const weightLine = all.findIndex((line, i) => i >= middle && /setWeight: \d+$/.test(line));
  return { text, weightLine: weightLine >= 0 ? weightLine : all.findIndex(line => /setWeight: \d+$/.test(line)) };
}

/** One Rollout of a few lines more than a screen: what a person opens first. */
export function rolloutText(i: number): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: app-${i}
  labels:
    app: app-${i}
spec:
  replicas: ${i % 10 === 4 ? '"three"' : 3 + (i % 7)}
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app: app-${i}
  template:
    metadata:
      labels:
        app: app-${i}
    spec:
      containers:
        - name: app
          image: registry.example.com/app-${i}:1.${i}
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
  strategy:
    canary:
      maxSurge: 1
      maxUnavailable: 0
      steps:
        - setWeight: 20
        - pause:
            duration: 2m
        - analysis:
            templates:
              - templateName: check-${i + 1}
            args:
              - name: service
                value: app-${i}
        - setWeight: 50
        - pause: {}
        - setWeight: 80
        - pause:
            duration: 5m
`;
}

function templateText(i: number): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: check-${i}
spec:
  args:
    - name: service
  metrics:
    - name: success-rate
      interval: 1m
      count: 5
      failureLimit: 1
      successCondition: result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus.example.com:9090
          query: |
            sum(rate(http_requests_total{service="{{args.service}}",code!~"5.."}[2m]))
            /
            sum(rate(http_requests_total{service="{{args.service}}"}[2m]))
    - name: latency
      interval: 1m
      count: 5
      failureLimit: 2
      successCondition: result[0] < 0.5
      provider:
        prometheus:
          address: http://prometheus.example.com:9090
          query: |
            histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="{{args.service}}"}[2m])))
    - name: errors
      interval: 30s
      count: 10
      failureLimit: 3
      failureCondition: result[0] > 100
      provider:
        prometheus:
          address: http://prometheus.example.com:9090
          query: sum(increase(errors_total{service="{{args.service}}"}[1m]))
`;
}

/** One Rollout with many containers that share two values, by alias or written out. */
export function aliasText(containers: number, aliases: boolean): string {
  const resources = "{ requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 128Mi } }";
  const probe = "{ httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }";
  const items = Array.from({ length: containers }, (_, i) =>
    aliases && i > 0
      ? `        - name: c${i}\n          image: app:${i}\n          resources: *resources\n          readinessProbe: *probe\n`
      : `        - name: c${i}\n          image: app:${i}\n          resources: ${aliases ? "&resources " : ""}${resources}\n          readinessProbe: ${aliases ? "&probe " : ""}${probe}\n`,
  );
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: many
spec:
  replicas: 4
  selector:
    matchLabels: { app: many }
  template:
    metadata:
      labels: { app: many }
    spec:
      containers:
${items.join("")}  strategy:
    canary:
      steps:
        - setWeight: 25
        - pause: {}
        - setWeight: 50
`;
}
