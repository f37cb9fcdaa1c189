FROM alpine:3.22
# Alpine's armhf is for version 6, Debian's for version 7
RUN set -eux; \
	\
	apkArch="$(apk --print-arch)"; \
	case "$apkArch" in \
		'x86_64') url='https://download.docker.com/linux/static/stable/x86_64/docker-29.0.0.tgz' ;; \
		'armhf') url='https://download.docker.com/linux/static/stable/armel/docker-29.0.0.tgz' ;; \
		'armv7') url='https://download.docker.com/linux/static/stable/armhf/docker-29.0.0.tgz' ;; \
		'aarch64') url='https://download.docker.com/linux/static/stable/aarch64/docker-29.0.0.tgz' ;; \
		'x86') url='https://download.docker.com/linux/static/stable/i386/docker-29.0.0.tgz' ;; \
		ppc64le|riscv64|s390x) url="https://download.docker.com/linux/static/stable/$apkArch/docker-29.0.0.tgz" ;; \
		*) echo >&2 "error: unsupported 'docker.tgz' architecture ($apkArch)"; exit 1 ;; \
	esac; \
	\
	wget -O 'docker.tgz' "$url"; \
	tar --extract --file docker.tgz --strip-components 1 --directory /usr/local/bin/ --no-same-owner 'docker/docker'
