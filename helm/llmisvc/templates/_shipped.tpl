{{/* A file of kubernetes/ in the namespace of the release, otherwise as it is: (dict "root" $ "file" NAME). */}}
{{- define "llmisvc.shipped" -}}
{{- $text := .root.Files.Get (printf "files/%s.yaml" .file) -}}
{{- regexReplaceAll "(?m)^( *namespace): kserve$" $text (printf "${1}: %s" (quote .root.Release.Namespace)) -}}
{{- end -}}

{{/* What each object is labelled with; how the Deployment selects its pods is the name alone, which never changes. */}}
{{- define "llmisvc.labels" -}}
app.kubernetes.io/name: llmisvc-controller-manager
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: operator
app.kubernetes.io/part-of: llmisvc
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A stream of manifests with these labels: (dict "root" $ "text" YAML). */}}
{{- define "llmisvc.labelled" -}}
{{- $labels := include "llmisvc.labels" .root | nindent 4 -}}
{{- range splitList "\n---\n" (printf "\n%s\n" (trimAll "\n" .text)) }}
---
{{ if regexMatch "(?m)^metadata:\n(?:  .*\n)*?  labels:$" . -}}
{{ regexReplaceAll "(?m)^  labels:$" . (print "  labels:" $labels) }}
{{- else -}}
{{ regexReplaceAll "(?m)^metadata:$" . (print "metadata:\n  labels:" $labels) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "llmisvc.account" -}}
{{- .Values.serviceAccount.name | default "llmisvc-controller-manager" -}}
{{- end -}}
