import { under, type WordTable } from "./field-words.ts";

const securityContext: WordTable = {
  runAsNonRoot: "Refuses to start as root. An image that names its user by name needs `runAsUser` beside it.",
  runAsUser: { words: "User id of the process.", usual: "that of the image" },
  runAsGroup: { words: "Group id of the process.", usual: "that of the image" },
  seccompProfile: { words: "Which system calls are let through.", usual: "all of them" },
  "seccompProfile.type": "`RuntimeDefault`, `Localhost` or `Unconfined`.",
};

/** One way to find out whether a container is well, or to tell it something. */
const handler: WordTable = {
  httpGet: "Calls a URL of the container. 200 to 399 is good.",
  "httpGet.path": { words: "Path of the URL.", usual: "/" },
  "httpGet.port": "Port, by number or by the name in `ports`.",
  "httpGet.scheme": { words: "`HTTP` or `HTTPS`; the certificate is not checked.", usual: "HTTP" },
  "httpGet.host": { words: "Host of the URL. Leave it out, or another pod may answer.", usual: "IP of the pod" },
  "httpGet.httpHeaders": "Headers that are sent along.",
  exec: "Runs a command in the container. Exit code 0 is good.",
  "exec.command": "The command and its arguments, without a shell.",
  tcpSocket: "Opens a connection. That it opens is good.",
  "tcpSocket.port": "Port, by number or by the name in `ports`.",
};

const probe: WordTable = {
  ...handler,
  grpc: "Asks gRPC's health service.",
  "grpc.port": "Port, as a number.",
  "grpc.service": "Name that is sent to the health service.",
  initialDelaySeconds: { words: "Seconds before the first look.", usual: "0" },
  periodSeconds: { words: "Seconds between looks.", usual: "10" },
  timeoutSeconds: { words: "Seconds that an answer may take. A slow one is a failure.", usual: "1" },
  failureThreshold: { words: "Failures in a row that count.", usual: "3" },
  successThreshold: { words: "Successes in a row that count. Always 1, but for readiness.", usual: "1" },
  terminationGracePeriodSeconds: { words: "Seconds to end after this probe has failed.", usual: "that of the pod" },
};

const container: WordTable = {
  name: "Name of the container, unique in the pod.",
  image: "The image. A new tag or digest is a new version; the same tag with other content is not noticed.",
  imagePullPolicy: {
    words: "`Always`, `IfNotPresent` or `Never`.",
    usual: "`Always` for the tag `latest` and for none, else `IfNotPresent`",
  },
  command: { words: "Program and first arguments, without a shell.", usual: "the image's ENTRYPOINT" },
  args: { words: "Arguments. With `command` alone, the image's own are dropped.", usual: "the image's CMD" },
  workingDir: { words: "Folder that it starts in.", usual: "that of the image" },
  env: "Environment variables. A change is a new version.",
  "env[].name": "Name of the variable.",
  "env[].value": "Its value, a text: put numbers and `true` in quotes. `$(OTHER)` is another variable.",
  "env[].valueFrom": "Takes the value from elsewhere, in place of `value`.",
  "env[].valueFrom.configMapKeyRef":
    "A key of a ConfigMap. A change of it starts no rollout of Argo Rollouts, and running pods do not see it.",
  "env[].valueFrom.secretKeyRef": "A key of a Secret. A change of it starts no rollout of Argo Rollouts, and running pods do not see it.",
  "env[].valueFrom.fieldRef": "A field of the pod.",
  "env[].valueFrom.fieldRef.fieldPath": "The field, such as `metadata.name` or `status.podIP`.",
  "env[].valueFrom.resourceFieldRef": "A request or limit of a container.",
  "env[].valueFrom.configMapKeyRef.name": "Name of the ConfigMap.",
  "env[].valueFrom.configMapKeyRef.key": "Key of its data.",
  "env[].valueFrom.configMapKeyRef.optional": { words: "Starts also without it.", usual: "false" },
  "env[].valueFrom.secretKeyRef.name": "Name of the Secret.",
  "env[].valueFrom.secretKeyRef.key": "Key of its data.",
  "env[].valueFrom.secretKeyRef.optional": { words: "Starts also without it.", usual: "false" },
  envFrom: "All keys of ConfigMaps and Secrets as variables.",
  "envFrom[].configMapRef": "The ConfigMap. The pod waits until it is there.",
  "envFrom[].configMapRef.name": "Name of the ConfigMap.",
  "envFrom[].secretRef": "The Secret. The pod waits until it is there.",
  "envFrom[].secretRef.name": "Name of the Secret.",
  ports: "Ports that the container listens on. They are for names and for tools: one that is not listed can be reached too.",
  "ports[].name": "Name that Services and probes may use.",
  "ports[].containerPort": "The port.",
  "ports[].protocol": "`TCP`, `UDP` or `SCTP`.",
  "ports[].hostPort": {
    words: "Port of the node. Only one such pod fits on a node, so versions cannot run side by side there.",
    seldom: true,
  },
  resources: "What the container needs, and what it may use.",
  "resources.requests":
    "What the scheduler keeps for it: `cpu` and `memory`. During a rollout there are more pods than `replicas`, and they need room. An autoscaler's percentages count from here.",
  "resources.limits": "What it may use. Over the limit of `memory` it is killed, over that of `cpu` it is slowed down.",
  readinessProbe: "Whether the pod gets traffic. Without one it counts as ready as soon as it runs, and a rollout goes on at once.",
  livenessProbe: "Whether the container is restarted. A failing one during the start keeps a rollout from going on.",
  startupProbe: "Whether it has started. Until then the two other probes wait.",
  ...under("readinessProbe", probe),
  ...under("livenessProbe", probe),
  ...under("startupProbe", probe),
  lifecycle: "What is done when it starts and when it ends.",
  "lifecycle.postStart": "Done right after the start, not before the program.",
  "lifecycle.preStop": "Done before the program is told to end. A few seconds of `sleep` let traffic systems forget the pod first.",
  "lifecycle.stopSignal": { words: "Signal that ends it.", usual: "that of the image", seldom: true },
  ...under("lifecycle.postStart", handler),
  ...under("lifecycle.preStop", handler),
  "lifecycle.preStop.sleep": "Waits.",
  "lifecycle.preStop.sleep.seconds": "Seconds. They count against `terminationGracePeriodSeconds`.",
  volumeMounts: "Where volumes are seen.",
  "volumeMounts[].name": "The volume: one of `volumes`.",
  "volumeMounts[].mountPath": "Folder in the container.",
  "volumeMounts[].subPath": "A part of the volume. A ConfigMap mounted so is never updated.",
  "volumeMounts[].readOnly": { words: "Nothing can be written.", usual: "false" },
  securityContext: "User and rights of the process. It wins over that of the pod.",
  ...under("securityContext", securityContext),
  "securityContext.allowPrivilegeEscalation": { words: "May get more rights than it started with.", usual: "true" },
  "securityContext.readOnlyRootFilesystem": {
    words: "Nothing of the image can be written; give it an `emptyDir` where it has to.",
    usual: "false",
  },
  "securityContext.privileged": {
    words: "Has the rights of root on the node. Beside `allowPrivilegeEscalation: false` the spec is refused.",
    usual: "false",
  },
  "securityContext.capabilities": "Rights of root, one by one.",
  "securityContext.capabilities.add": "Rights that it gets.",
  "securityContext.capabilities.drop": "Rights that it loses: `ALL` is all of them.",
  restartPolicy: { words: "`Always` on an init container makes it a sidecar: it runs beside the others.", seldom: true },
};

/** The fields of containers that people touch, of both sorts. */
export const containerWords: WordTable = {
  ...under("template.spec.containers[]", container),
  ...under("template.spec.initContainers[]", container),
};

export const podSecurityWords: WordTable = {
  ...under("template.spec.securityContext", securityContext),
  "template.spec.securityContext.fsGroup": "Group id that files of volumes get.",
};
