FROM diamol/base
RUN {{ if .Linux }}rm -rf /x{{ end }}
