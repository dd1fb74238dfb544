{{/* A file of kubernetes/ with the namespace and the account of the release, otherwise as it is: (dict "root" $ "file" NAME). */}}
{{- define "llmisvc.shipped" -}}
{{- $namespace := .root.Release.Namespace -}}
{{- $account := include "llmisvc.account" .root -}}
{{- regexReplaceAll "(?m)^( *namespace): kserve$" (.root.Files.Get (printf "files/%s.yaml" .file)) (printf "${1}: %s" (quote $namespace))
  | replace "'kserve'" (squote $namespace)
  | replace ".kserve.svc" (printf ".%s.svc" $namespace)
  | replace "system:serviceaccount:kserve:llmisvc-controller-manager" (printf "system:serviceaccount:%s:%s" $namespace $account)
  | replace "- kind: ServiceAccount\n  name: llmisvc-controller-manager" (printf "- kind: ServiceAccount\n  name: %s" $account) -}}
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

{{/* What the names of the well-known configs begin with: they have the version of the program. */}}
{{- define "llmisvc.prefix" -}}
{{- $version := trimSuffix "-SNAPSHOT" .Chart.AppVersion | lower -}}
{{- .Values.presets.prefix | default (printf "kserve-v%s-" (regexReplaceAll "[^0-9a-z]" $version "-")) -}}
{{- end -}}

{{/* Whether there are webhooks: they are of the cluster, and so not for an operator of some namespaces. */}}
{{- define "llmisvc.webhooks" -}}
{{- if and .Values.webhooks.enabled (not .Values.watchNamespaces) }}true{{ end -}}
{{- end -}}

{{/* The Secret of their certificate. */}}
{{- define "llmisvc.webhookSecret" -}}
{{- .Values.webhooks.certificates.secretName | default "llmisvc-webhook-server-cert" -}}
{{- end -}}
