{{- define "normlab.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "normlab.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "normlab.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "normlab.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Call with (dict "top" $ "part" "api"). */}}
{{- define "normlab.selector" -}}
app.kubernetes.io/name: {{ include "normlab.name" .top }}
app.kubernetes.io/instance: {{ .top.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "normlab.labels" -}}
{{ include "normlab.selector" . }}
app.kubernetes.io/version: {{ .top.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .top.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .top.Chart.Name .top.Chart.Version }}
{{- end -}}

{{- define "normlab.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "normlab.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "normlab.claim" -}}
{{- default (include "normlab.fullname" .) .Values.storage.existingClaim -}}
{{- end -}}

{{- define "normlab.image" -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote -}}
{{- end -}}

{{- define "normlab.workerImage" -}}
{{- $own := .Values.worker.image -}}
{{- $tag := default .Chart.AppVersion (default .Values.image.tag $own.tag) -}}
{{- printf "%s:%s" (default .Values.image.repository $own.repository) $tag | quote -}}
{{- end -}}

{{/* Names that the API is served under: the service's within the cluster, the ingress's, and others. */}}
{{- define "normlab.allowedHosts" -}}
{{- $name := include "normlab.fullname" . -}}
{{- $namespace := .Release.Namespace -}}
{{- $hosts := list $name (printf "%s.%s" $name $namespace) (printf "%s.%s.svc" $name $namespace) (printf "%s.%s.svc.cluster.local" $name $namespace) -}}
{{- if .Values.ingress.enabled -}}
{{- $hosts = append $hosts .Values.ingress.host -}}
{{- end -}}
{{- join "," (concat $hosts .Values.api.allowedHosts) -}}
{{- end -}}
