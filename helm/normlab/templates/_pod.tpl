{{/* What the pods of both parts have in common. Call with (dict "top" $ "part" "api" "values" .Values.api). */}}
{{- define "normlab.podMetadata" -}}
labels:
  {{- include "normlab.labels" . | nindent 2 }}
  {{- with .values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  checksum/settings: {{ include (print .top.Template.BasePath "/configmap.yaml") .top | sha256sum }}
  {{- with .values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "normlab.podSpec" -}}
serviceAccountName: {{ include "normlab.serviceAccount" .top }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
{{- with .top.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "normlab.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "normlab.environment" -}}
envFrom:
  - configMapRef:
      name: {{ include "normlab.fullname" . }}
env:
  - name: SPRING_DATASOURCE_USERNAME
    valueFrom:
      secretKeyRef:
        name: {{ .Values.database.existingSecret }}
        key: {{ .Values.database.usernameKey }}
  - name: SPRING_DATASOURCE_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .Values.database.existingSecret }}
        key: {{ .Values.database.passwordKey }}
  {{- if not .Values.database.url }}
  - name: SPRING_DATASOURCE_URL
    valueFrom:
      secretKeyRef:
        name: {{ .Values.database.existingSecret }}
        key: {{ .Values.database.urlKey }}
  {{- end }}
{{- end -}}

{{/* The database is no reason to restart a pod: only readiness asks for it. */}}
{{- define "normlab.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{- define "normlab.mounts" -}}
- name: home
  mountPath: /var/lib/normlab
- name: cache
  mountPath: /var/cache/normlab
- name: tmp
  mountPath: /tmp
{{- end -}}

{{/* Call with (dict "top" $ "values" .Values.api). */}}
{{- define "normlab.volumes" -}}
- name: home
  persistentVolumeClaim:
    claimName: {{ include "normlab.claim" .top }}
- name: cache
  emptyDir: {sizeLimit: {{ .values.emptyDirs.cache }}}
- name: tmp
  emptyDir: {sizeLimit: {{ .values.emptyDirs.tmp }}}
{{- end -}}
