FROM alpine:3.22
RUN set -eux; \
	apkArch="$(apk --print-arch)"; \
	case "$apkArch" in \
		x86_64)  binArch='amd64'; checksum='1f4ff5c1bd8c7b1d' ;; \
		armhf)   binArch='armv6'; checksum='2a3cb4d5e6f7a8b9' ;; \
		armv7)   binArch='armv7'; checksum='3b4dc5e6f7a8b9c0' ;; \
		aarch64) binArch='arm64'; checksum='4c5ed6f7a8b9c0d1' ;; \
		ppc64el|ppc64le) binArch='ppc64le'; checksum='5d6fe7a8b9c0d1e2' ;; \
		s390x)   binArch='s390x'; checksum='6e7af8b9c0d1e2f3' ;; \
		*) echo >&2 "error: unsupported architecture ($apkArch)"; exit 1 ;;\
	esac; \
	wget -O /tmp/caddy.tar.gz "https://github.com/caddyserver/caddy/releases/download/v2.10.2/caddy_2.10.2_linux_${binArch}.tar.gz"; \
	echo "$checksum  /tmp/caddy.tar.gz" | sha512sum -c; \
	tar x -z -f /tmp/caddy.tar.gz -C /usr/bin caddy
