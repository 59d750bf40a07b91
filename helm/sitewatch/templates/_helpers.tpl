{{/* Text as a label may have it: 63 characters, the last of them a letter or a digit. */}}
{{- define "sitewatch.labelValue" -}}
{{- regexReplaceAll "[^A-Za-z0-9]+$" (replace "+" "_" . | trunc 63) "" -}}
{{- end -}}

{{- define "sitewatch.name" -}}
{{- default .Chart.Name .Values.nameOverride -}}
{{- end -}}

{{/* A Service is called by it too: no dots, though a release may have them, and a letter in front. */}}
{{- define "sitewatch.fullname" -}}
{{- $name := include "sitewatch.name" . -}}
{{- $full := .Release.Name -}}
{{- if .Values.fullnameOverride -}}
{{- $full = .Values.fullnameOverride -}}
{{- else if not (contains $name .Release.Name) -}}
{{- $full = printf "%s-%s" .Release.Name $name -}}
{{- end -}}
{{- $full = replace "." "-" $full -}}
{{- if not (regexMatch "^[a-z]" $full) -}}
{{- $full = printf "sitewatch-%s" $full -}}
{{- end -}}
{{- regexReplaceAll "-+$" (trunc 52 $full) "" -}}
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
