FROM fedora:43
RUN set -eux; \
	arch="$(rpm --eval '%{_arch}')"; \
	case "$arch" in \
		'x86_64') suffix='' ;; \
		'aarch64') suffix='-arm64' ;; \
		*) echo >&2 "error: unsupported architecture: $arch"; exit 1 ;; \
	esac; \
	curl -fsSL "https://github.com/krallin/tini/releases/download/v0.19.0/tini$suffix" -o /usr/bin/tini
