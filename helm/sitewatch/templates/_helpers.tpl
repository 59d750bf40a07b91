{{/* Text as a label may have it: 63 characters, the last of them a letter or a digit. */}}
{{- define "sitewatch.labelValue" -}}
{{- regexReplaceAll "[^A-Za-z0-9]+$" (replace "+" "_" . | trunc 63) "" -}}
{{- end -}}

{{- define "sitewatch.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "sitewatch.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "sitewatch.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "sitewatch.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "sitewatch.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* What selects the operator's pods, and never changes. */}}
{{- define "sitewatch.selector" -}}
app.kubernetes.io/name: {{ include "sitewatch.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* managed-by is Helm here: the operator takes what it manages itself by its own value of that label. */}}
{{- define "sitewatch.labels" -}}
{{- $labels := dict
  "helm.sh/chart" (include "sitewatch.labelValue" (printf "%s-%s" .Chart.Name .Chart.Version))
  "app.kubernetes.io/version" (include "sitewatch.labelValue" (include "sitewatch.tag" .))
  "app.kubernetes.io/part-of" "sitewatch"
  "app.kubernetes.io/managed-by" .Release.Service -}}
{{- toYaml (merge (include "sitewatch.selector" . | fromYaml) $labels (default dict .Values.commonLabels)) -}}
{{- end -}}

{{/* The same with more of them, given after the chart's scope: what the chart itself relies on cannot be set to something else. */}}
{{- define "sitewatch.labelsWith" -}}
{{- toYaml (merge (include "sitewatch.labels" (index . 0) | fromYaml) (default dict (index . 1))) -}}
{{- end -}}

{{/* One tag for the operator and for the components that it starts: they belong together. */}}
{{- define "sitewatch.tag" -}}
{{- default .Chart.AppVersion .Values.image.tag -}}
{{- end -}}

{{- define "sitewatch.image" -}}
{{- printf "%s/operator:%s" (trimSuffix "/" .Values.image.registry) (include "sitewatch.tag" .) -}}
{{- end -}}

{{/* What the restricted pod security standard asks of a container, and a root file system that nobody writes to. */}}
{{- define "sitewatch.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* The user that the images run as. */}}
{{- define "sitewatch.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}
