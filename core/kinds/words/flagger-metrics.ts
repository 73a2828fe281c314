import type { WordTable } from "./field-words.ts";

// Source: `flagger.md` 1.5, 4.5 and 4.6.
export const metricTemplateWords: WordTable = {
  ".spec": "What is asked of which provider. Metrics of a Canary name it in `templateRef`.",
  ".spec.provider": "The monitoring system, and how it is reached.",
  "provider.type": "The monitoring system that is asked. SignalFx is `splunk`, Google Cloud is `stackdriver`.",
  "provider.address": {
    words: "Its URL, as Flagger reaches it. Prometheus, Graphite, InfluxDB, Dynatrace and Splunk need it.",
    usual: "that of the provider, for Datadog and New Relic",
  },
  "provider.headers": { words: "HTTP headers that are sent along, by name. Prometheus only.", seldom: true },
  "provider.headers.*": "Values of this header, a list.",
  "provider.secretRef":
    "A Secret with its credentials, in the namespace of this template. Which keys it needs depends on `type`: Prometheus wants `token`, or `username` and `password`.",
  "provider.secretRef.name": "Name of the Secret, in the namespace of this template.",
  "provider.region": "AWS region. CloudWatch needs it; others do not look at it.",
  "provider.insecureSkipVerify": {
    words: "Does not check the server's certificate. Prometheus, Graphite and external metrics.",
    usual: "false",
  },
  ".spec.query":
    "The query, a Go template with `{{ namespace }}`, `{{ target }}`, `{{ interval }}` and `{{ variables.NAME }}`. It has to give one number; no data is a failed check.",
};

// Source: `flagger.md` 1.6 and 9.
export const alertProviderWords: WordTable = {
  ".spec": "Where alerts go. Canaries name it in `alerts[].providerRef`.",
  ".spec.type": "The chat system that alerts are sent to.",
  ".spec.address":
    "URL of the webhook, or `secretRef`: exactly one of them. It stands in the open; `secretRef` keeps it in a Secret instead.",
  ".spec.secretRef": "A Secret with the URL under `address`, and for Slack also a `token`.",
  ".spec.secretRef.name": "Name of the Secret, in the namespace of this AlertProvider.",
  ".spec.channel": { words: "The channel. Teams and Google Chat do not look at it.", usual: "general" },
  ".spec.username": { words: "The name that it writes as. Teams and Google Chat do not look at it.", usual: "flagger" },
  ".spec.proxy": { words: "URL of a proxy that it is sent by.", seldom: true },
};
