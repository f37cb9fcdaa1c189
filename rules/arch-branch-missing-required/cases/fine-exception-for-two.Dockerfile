FROM debian:trixie-slim
RUN set -eux; \
	dpkgArch="$(dpkg --print-architecture)"; \
	[ "$dpkgArch" = 'armhf' ] || [ "$dpkgArch" = 'armel' ] || apt-get install -y libjemalloc2; \
	case "$dpkgArch" in \
		amd64) apt-get install -y libipt2 ;; \
	esac; \
	ldconfig
