FROM alpine:3.22
RUN set -eux; \
	\
	apkArch="$(apk --print-arch)"; \
	case "$apkArch" in \
		'x86_64') url='https://github.com/docker/buildx/releases/download/v0.36.1/buildx-v0.36.1.linux-amd64' ;; \
		'aarch64') url='https://github.com/docker/buildx/releases/download/v0.36.1/buildx-v0.36.1.linux-arm64' ;; \
		'riscv64') url='https://github.com/docker/buildx/releases/download/v0.36.1/buildx-v0.36.1.linux-riscv64' ;; \
		*) echo >&2 "warning: unsupported 'docker-buildx' architecture ($apkArch); skipping"; exit 0 ;; \
	esac; \
	\
	wget -O 'docker-buildx' "$url"; \
	chmod +x docker-buildx
