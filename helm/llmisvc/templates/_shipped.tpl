{{/* A file of kubernetes/ in the namespace of the release, otherwise as it is: (dict "root" $ "file" NAME). */}}
{{- define "llmisvc.shipped" -}}
{{- $text := .root.Files.Get (printf "files/%s.yaml" .file) -}}
{{- regexReplaceAll "(?m)^( *namespace): kserve$" $text (printf "${1}: %s" (quote .root.Release.Namespace)) -}}
{{- end -}}
