{{/* What a schema cannot say: relations of values to each other. */}}
{{- define "normlab.checks" -}}
{{- $worker := .Values.worker -}}
{{- if le (int (include "normlab.seconds" $worker.lease)) (mul 2 (int (include "normlab.seconds" $worker.heartbeat))) -}}
{{- fail (printf "worker.lease must be more than two heartbeats of %s (worker.heartbeat); received %s" $worker.heartbeat $worker.lease) -}}
{{- end -}}
{{- $limit := int64 (include "normlab.bytes" $worker.resources.limits.memory) -}}
{{- $usable := sub (sub $limit (div $limit 4)) 536870912 -}}
{{- $slots := max 1 (int $worker.slots) (int $worker.gpu.count) -}}
{{- if $worker.slots -}}
{{- $slots = int $worker.slots -}}
{{- end -}}
{{- $each := int64 1073741824 -}}
{{- if $worker.memoryPerSlot -}}
{{- $each = int64 (include "normlab.bytes" (regexReplaceAll "B$" $worker.memoryPerSlot "i")) -}}
{{- end -}}
{{- if gt (mul $slots $each) $usable -}}
{{- fail (printf "worker.resources.limits.memory of %s leaves %d MiB beside the service; %d slots of %d MiB need more: raise it, or lower worker.slots, worker.memoryPerSlot or worker.gpu.count" $worker.resources.limits.memory (div $usable 1048576) $slots (div $each 1048576)) -}}
{{- end -}}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) (.Values.serviceAccount.annotations) -}}
{{- fail "serviceAccount.annotations are those of an account that the chart makes, and serviceAccount.create is false" -}}
{{- end -}}
{{- end -}}

{{/* Seconds of an ISO 8601 duration such as PT1H30M. */}}
{{- define "normlab.seconds" -}}
{{- $hours := regexFind "[0-9]+H" . | trimSuffix "H" | default "0" | atoi -}}
{{- $minutes := regexFind "[0-9]+M" . | trimSuffix "M" | default "0" | atoi -}}
{{- $seconds := regexFind "[0-9]+S" . | trimSuffix "S" | default "0" | atoi -}}
{{- add (mul 3600 $hours) (mul 60 $minutes) $seconds -}}
{{- end -}}

{{/* Bytes of a quantity such as 6Gi. */}}
{{- define "normlab.bytes" -}}
{{- $units := dict "" 1 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "P" 1000000000000000 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 -}}
{{- $unit := regexFind "[A-Za-z]*$" . -}}
{{- mulf (float64 (trimSuffix $unit .)) (get $units $unit) | int64 -}}
{{- end -}}

{{/* A number, text or boolean as an environment variable: a number without an exponent where it is whole. */}}
{{- define "normlab.plain" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) -}}
{{- int64 . -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{- define "normlab.databasePort" -}}
{{- $named := regexFind "^jdbc:postgresql://[^/,]*:[0-9]+" .Values.database.url | regexFind "[0-9]+$" -}}
{{- .Values.networkPolicy.databasePort | default $named | default "5432" -}}
{{- end -}}
