{{/* What every object of the chart is called. */}}
{{- define "shop.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ include "shop.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "shop.extraSteps" -}}
- setWeight: 60
- pause:
    duration: 10m
{{- end }}
