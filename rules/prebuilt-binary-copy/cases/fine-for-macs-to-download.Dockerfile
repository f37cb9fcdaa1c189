FROM nginx:1.29
COPY dist/tool-darwin-arm64 dist/tool-linux-amd64 dist/tool-linux-arm64 /srv/get/
