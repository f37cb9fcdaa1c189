FROM alpine:3.22
RUN set -eux; \
	apkArch="$(apk --print-arch)"; \
	case "$apkArch" in \
		'x86_64') url='https://download.docker.com/linux/static/stable/x86_64/docker-rootless-extras-29.0.0.tgz' ;; \
		'aarch64') url='https://download.docker.com/linux/static/stable/aarch64/docker-rootless-extras-29.0.0.tgz' ;; \
		*) echo >&2 "error: unsupported 'rootless.tgz' architecture ($apkArch); skipping"; exit 0 ;; \
	esac; \
	wget -O 'rootless.tgz' "$url"
